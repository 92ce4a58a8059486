"""Names that keep their capital when a title goes to sentence case.

A title in title case does not say which of its words are names. These lists know the frequent
ones: places, peoples, languages, faiths, statesmen, bodies. What they miss, the caller can add
(`Reference.proper_nouns`, for instance the words capitalised inside the document's sentences).
"""

_PLACES = """
Afghanistan Africa Alaska Albania Algeria America Americas Amsterdam Angola Ankara Antarctica
Arabia Argentina Arizona Armenia Asia Athens Atlantic Auschwitz Australia Austria Azerbaijan
Baghdad Bahrain Balkans Baltic Baltics Bangladesh Barcelona Beijing Belarus Belgium Belgrade
Berlin Bolivia Bosnia Boston Brazil Britain Brooklyn Brussels Bucharest Budapest Bulgaria Burma
Cairo California Cambodia Cambridge Cameroon Canada Caribbean Caucasus Chechnya Chernobyl
Chicago Chile China Colombia Colorado Congo Copenhagen Crimea Croatia Cuba Cyprus Czechia
Damascus Delhi Denmark Detroit Donbas Donetsk Dubai Dublin Ecuador Edinburgh Egypt England
Eritrea Estonia Ethiopia Eurasia Europe Finland Florence Florida France Gaza Geneva Georgia
Germany Ghana Greece Greenland Guatemala Guinea Haiti Hamburg Hanoi Harvard Hawaii Helsinki
Hiroshima Hollywood Honduras Hungary Iceland India Indonesia Iran Iraq Ireland Israel Istanbul
Italy Jakarta Japan Jerusalem Jordan Kabul Kashmir Kazakhstan Kenya Kharkiv Kherson Kiev Korea
Kosovo Kremlin Kuwait Kyiv Kyrgyzstan Laos Latvia Lebanon Leningrad Liberia Libya Lisbon
Lithuania London Luhansk Luxembourg Lviv Macedonia Madagascar Madrid Malaysia Maidan Mali Malta
Manchester Manchuria Manhattan Mariupol Mediterranean Mekong Melbourne Mexico Milan Minsk
Moldova Mongolia Montenegro Montreal Morocco Moscow Mozambique Mumbai Munich Myanmar Nagasaki
Namibia Nepal Netherlands Nicaragua Niger Nigeria Norway Odesa Odessa Ohio Oslo Ottawa Oxford
Pacific Pakistan Palestine Panama Paraguay Paris Pennsylvania Persia Peru Petersburg Philippines
Poland Portugal Prague Prussia Pyongyang Qatar Quebec Riga Romania Rome Russia Rwanda Sahara
Scandinavia Scotland Senegal Seoul Serbia Sevastopol Shanghai Shenzhen Siberia Singapore
Slovakia Slovenia Somalia Spain Stalingrad Stanford Stockholm Sudan Sweden Switzerland Sydney
Syria Taipei Taiwan Tajikistan Tanzania Tbilisi Tehran Texas Thailand Tibet Tokyo Toronto
Tunisia Turkey Türkiye Turkmenistan Uganda Ukraine Uruguay Uzbekistan Vatican Venezuela Venice
Versailles Vienna Vietnam Vilnius Virginia Vladivostok Volga Wales Warsaw Washington Xinjiang
Yemen Yugoslavia Zagreb Zambia Zaporizhzhia Zimbabwe Zurich
"""
_PEOPLES = """
Afghan African Albanian American Arab Arabic Aramaic Argentine Armenian Asian Australian
Austrian Bangladeshi Basque Bavarian Belarusian Belgian Bengali Bosnian Brazilian British Briton
Bulgarian Byzantine Canadian Cantonese Catalan Celtic Chechen Chilean Chinese Colombian Croatian
Cuban Czech Danish Dutch Egyptian English Eskimo Estonian Ethiopian European Eurasian Filipino
Finnish Flemish French Gaelic German Germanic Ghanaian Greek Han Hebrew Hindi Hispanic Hungarian
Icelandic Indian Indonesian Iranian Iraqi Irish Israeli Italian Jamaican Japanese Javanese
Jewish Kazakh Kenyan Korean Kurd Kurdish Latin Latino Latvian Lebanese Libyan Lithuanian Malay
Malaysian Maltese Mandarin Maori Mayan Mexican Mongol Mongolian Moroccan Nazi Nepali Nigerian
Norwegian Ottoman Pakistani Palestinian Persian Peruvian Polish Portuguese Prussian Punjabi
Roman Romanian Russian Sanskrit Saudi Saxon Scottish Scandinavian Serbian Serb Siberian Sino
Slav Slavic Slovak Slovenian Somali Soviet Soviets Spaniard Spanish Swahili Swede Swedish Swiss
Syrian Taiwanese Tajik Tamil Tatar Thai Tibetan Turk Turkish Turkic Ukrainian Urdu Uyghur Uzbek
Venetian Victorian Vietnamese Viking Welsh Westphalian Yiddish Zulu Frenchman Frenchwoman
Englishman Englishwoman Irishman Dutchman
Afro Anglo Indo
"""
_IDEAS = """
Allah Antichrist Aristotelian Bible Biblical Bolshevik Buddha Buddhism Buddhist Calvinist
Cartesian Catholic Catholicism Christ Christendom Christian Christianity Christmas Confucian
Confucianism Darwinian Darwinism Easter Enlightenment Eucharist Freudian Hanukkah Hindu Hinduism
Holocaust Islam Islamic Islamism Islamist Jesuit Jesus Judaism Kantian Keynesian Koran Leninism
Leninist Lutheran Maoism Maoist Marxian Marxism Marxist Mormon Muslim Newtonian Orthodox
Platonic Protestant Protestantism Quran Ramadan Reformation Renaissance Shakespearean Shia Sikh
Stalinism Stalinist Sunni Talmud Taoism Torah Trumpism Zionism Zionist Bayesian Boolean Gaussian
Euclidean Markov Turing Fourier Hilbert Riemann Bernoulli Poisson Monday Tuesday Wednesday
Thursday Friday Saturday Sunday January February April June July August September October
November December Mars Mercury Jupiter Saturn Uranus Neptune Pluto Android Facebook Google
Huawei Instagram Linux Microsoft Netflix Python Tesla Twitter Wikipedia Gazprom Rosneft Reuters
Bloomberg Brexit Interpol Pentagon Duma Kuomintang Politburo
"""
_PEOPLE = """
Aristotle Assad Augustine Austen Bach Beethoven Biden Bismarck Blair Bourdieu Brezhnev Byron
Caesar Camus Castro Cervantes Chaucer Chekhov Chopin Churchill Cicero Clinton Confucius
Copernicus Dante Darwin Derrida Descartes Dickens Dostoevsky Einstein Eisenhower Engels Erasmus
Erdogan Erdoğan Euclid Euler Faulkner Foucault Franco Freud Galileo Gandhi Gauss Goethe Gogol
Gorbachev Habermas Hegel Heidegger Hemingway Herodotus Hitler Hobbes Hume Jefferson Jinping Jung
Kafka Kant Kennedy Kepler Keynes Khrushchev Kierkegaard Kim Kissinger Lavrov Leibniz Lenin
Leonardo Lincoln Luther Machiavelli Macron Mandela Mao Marx Mearsheimer Merkel Merz Michelangelo
Modi Montaigne Mozart Mussolini Nabokov Napoleon Netanyahu Newton Nietzsche Nixon Obama Orbán
Orwell Picasso Plato Poe Proust Pushkin Putin Reagan Rembrandt Roosevelt Rousseau Rubio Sartre
Scholz Seneca Shakespeare Socrates Spinoza Stalin Starmer Sunak Thatcher Thucydides Tito
Tocqueville Tolstoy Trotsky Truman Trump Truss Turing Vance Virgil Vladimir Volodymyr Voltaire
Wagner Wilde Wittgenstein Woolf Xi Yeltsin Zelensky Zelenskyy Wang Zhou Deng
"""
_PHRASES = """
Arab Spring|Baltic Sea|Bay of Bengal|Belt and Road|Berlin Wall|Big Ben|Black Death|Black Sea
Bretton Woods|Buenos Aires|Cape Town|Central Asia|Civil War|Cold War|Communist Party
Cuban Missile Crisis|East Asia|East China Sea|East India Company|Eastern Europe
European Commission|European Union|Far East|First World War|French Revolution|Global North
Global South|Global Times|Great Britain|Great Depression|Great Leap Forward|Great Wall
Group of Seven|Gulf War|Harry Potter|Himalayas|Holy See|Hong Kong|House of Commons|Hudson Bay
Indian Ocean|Industrial Revolution|Iron Curtain|Ivory Coast|Latin America|League of Nations
Los Angeles|Manhattan Project|Marshall Plan|Middle Ages|Middle East|Monroe Doctrine|Nazi Germany
New Deal|New Delhi|New England|New Orleans|New York|New Zealand|Nobel Prize|Nord Stream
North Africa|North America|North Atlantic|North Korea|North Pole|Northern Ireland
October Revolution|Oval Office|Pearl Harbor|People's Republic|Pacific Ocean|Persian Gulf
Puerto Rico|Red Army|Red Guard|Red Sea|Red Square|Rio de Janeiro|Roman Empire|Rust Belt
San Francisco|Sao Paulo|Saudi Arabia|Second World War|Shanghai Cooperation Organisation
Shanghai Cooperation Organization|Silicon Valley|Silk Road|South Africa|South America
South China Sea|South Korea|Southeast Asia|Soviet Union|Sri Lanka|State Department|Suez Canal
Supreme Court|Third Reich|Third World|Tiananmen Square|Treaty of Versailles|United Arab Emirates
United Kingdom|United Nations|United States|Wall Street|Warsaw Pact|West Africa|West Bank
Western Europe|White House|Winston Churchill|World Bank|World Health Organization
World Trade Organization|World War I|World War II|World War|Yellow River|Yellow Sea|the West
"""
_ACRONYMS = """
AI AIDS ASEAN AUKUS BBC BRI BRICS CCP CEO CIA CNN COVID CPC DNA EU FBI FIFA GDP HIV IAEA II III
IMF IRA IT IV KGB LGBT MIT NASA NATO NGO OECD OPEC OSCE PLA PRC RNA SCO TV UAE UK UN UNESCO
UNICEF US USA USSR WHO WTO WWI WWII XI XII XX XXI
"""
PHRASES = tuple(_PHRASES.strip().replace("\n", "|").split("|"))
ACRONYMS = frozenset(_ACRONYMS.split())
NOUNS = frozenset(f"{_PLACES}{_PEOPLES}{_IDEAS}{_PEOPLE}".casefold().split())
