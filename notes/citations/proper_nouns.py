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
New Deal|New Delhi|New England|New Orleans|New York City|New York|New Zealand
Great Britain|Mexico City|Vatican City|Nobel Prize|Nord Stream
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
_GIVEN = """
Aaron Abigail Abraham Adam Adolf Adrian Ahmed Alan Albert Alberto Aleksandr Alexander Alexandra
Alexei Alfred Ali Alice Allen Alois Amanda Amy Ana Anders Andrea Andreas Andrei Andrew Andy Angela
Anna Anne Annie Anthony Anton Antonio Arnold Arthur Ashley Augusto Barack Barbara Beatrice Benito
Benjamin Bernard Bertrand Beth Betty Bill Bob Boris Brenda Brian Bruce Carl Carlos Carmen Carol
Caroline Catherine Cecil Charles Charlie Charlotte Christina Christine Christoph Christopher Clara
Claire Claude Colin Connie Cornelius Craig Cynthia Daniel Daniela David Dean Deborah Denis Dennis
Diana Diego Dmitri Dominic Donald Dorothy Douglas Duncan Edgar Edith Edmund Eduard Eduardo Edward
Edwin Eleanor Elena Elias Elijah Elisabeth Elizabeth Ellen Emil Emily Emma Emmanuel Enrico Eric
Erica Ernest Ernesto Erwin Esther Eugene Eva Evelyn Ezra Felix Ferdinand Fernando Fidel Florian
Frances Francesca Francesco Francis Francisco Francois François Frank Franz Fred Frederick Friedrich
Fyodor Gabriel Gary Geoffrey Georg George Gerald Gerard Gerhard Giovanni Giuseppe Gloria Gordon
Greta Gustav Hannah Hans Harold Harriet Harry Harvey Hassan Heather Heidi Heinrich Helen Helena
Henri Henry Herbert Herman Hillary Howard Hugh Hugo Ian Ibrahim Ignatius Igor Ilya Immanuel Ingrid
Irene Isaac Isabel Isaiah Ivan Jack Jacob Jacques Jaime James Jan Jane Janet Jason Jawaharlal Jean
Jeffrey Jennifer Jeremy Jessica Jill Jimmy Joan Joe Joel Johann Johannes John Jonathan Jordan Jorge
José Joseph Joshua Joyce Juan Judith Julia Julian Julie Julius Justin Karen Karl Kate Katherine
Keith Kenneth Kevin Konrad Kurt Lars Laura Lawrence Leo Leon Leonard Leonid Leslie Lewis Liam Lisa
Louis Louise Lucas Lucy Ludwig Luigi Luis Lyndon Madeleine Malcolm Marcel Marco Marcus Margaret
Maria Marie Marilyn Mario Marjorie Martha Martin Mary Matthew Maurice Max Maximilian Maya Melissa
Michael Michel Michelle Miguel Mikhail Mohamed Mohammed Mohandas Monica Moses Muhammad Nancy Naomi
Nathan Nathaniel Neil Nelson Niccolò Nicholas Nicolas Nikita Nikolai Noam Nora Norman Oleg Olga
Oliver Oscar Otto Pablo Pamela Patricia Patrick Paul Paula Pedro Percy Peter Philip Philippe Pierre
Rachel Ralph Raymond Rebecca René Ricardo Richard Robert Roberto Robin Roger Roland Ronald Rosa Roy
Rudolf Russell Ruth Ryan Salvador Sam Samuel Sandra Sara Sarah Sebastian Sergei Sergey Sheila
Sigmund Simone Sofia Sophia Sophie Stanley Stefan Stephanie Stephen Steven Stuart Susan Sylvia
Theodore Theresa Thomas Timothy Tom Tony Umberto Ursula Valerie Vasily Vera Veronica Victor Victoria
Viktor Vincent Vivian Walter Wendy Werner Wilhelm William Winston Wolfgang Yuri Yuval Zachary
"""
_MORE = """
Achilles Adorno Aeneas Agamemnon Antigone Apollo Aquinas Arendt Asimov Athena Bacon Balzac
Baudelaire Baudrillard Beckett Benedict Bergson Berlioz Bolívar Bonaparte Borges Botticelli Brahms
Brecht Bronte Brontë Browning Bruegel Bukharin Burke Butler Calvin Caravaggio Carnap Cézanne Chomsky
Cleopatra Coleridge Columbus Conrad Cromwell Dalí Debussy Defoe Deleuze Dickinson Diderot Dionysus
Don Quixote Dracula Durkheim Edison Eliot Emerson Epicurus Euripides Faraday Faust Fermat Feuerbach
Feynman Fitzgerald Flaubert Frankenstein Frege Freire Garibaldi Gatsby Genghis Gödel Gramsci
Habsburg Hamlet Handel Hannibal Hawthorne Haydn Hector Heisenberg Helsinki Hercules Hesse Hiroshima
Hobbit Homer Horace Husserl Huxley Ibsen Joyce Justinian Keats Kepler Kipling Kuhn Lacan Lavoisier
Leninist Levinas Lolita Lukács Luxemburg Lyotard Macbeth Mahler Maimonides Malthus Manet Mann
Marcuse Matisse McCarthy Mendeleev Mendelssohn Merleau Milton Molière Monet Montessori Montesquieu
Neruda Noah Odysseus Oedipus Oppenheimer Orpheus Othello Ovid Pascal Pasteur Pavlov Petrarch Piaget
Pinochet Planck Plutarch Ponty Popper Prometheus Proudhon Ptolemy Pythagoras Quine Rabelais Racine
Raphael Ravel Rawls Robespierre Ruskin Rutherford Salinger Saussure Schiller Schopenhauer
Schrödinger Schubert Schumann Schumpeter Selassie Shelley Sherlock Sibelius Solzhenitsyn Sophocles
Spengler Spenser Steinbeck Stendhal Stravinsky Tacitus Tchaikovsky Tennyson Tesla Thoreau Titian
Tolkien Turgenev Twain Ulysses Veblen Verdi Vermeer Verne Vivaldi Vygotsky Warhol Weber Wells
Whitehead Whitman Wordsworth Yeats Zarathustra Zeus Zola Alabama Albany Alberta Algiers Alps Amazon
Andalusia Andes Anatolia Antioch Antwerp Appalachia Aragon Arkansas Ashgabat Asunción Atlanta
Auckland Avignon Baku Bali Bangkok Bavaria Beirut Belfast Bengal Birmingham Bogotá Bologna Bombay
Bordeaux Borneo Bosphorus Brandenburg Bratislava Brisbane Bristol Brittany Burgundy Burundi
Byzantium Calcutta Canberra Caracas Carthage Castile Catalonia Chad Chennai Connecticut
Constantinople Cornwall Corsica Crete Dakar Dakota Dallas Danube Darfur Delaware Denver Djibouti
Dresden Durban Essex Euphrates Falklands Fiji Flanders Frankfurt Gabon Galapagos Galicia Gallipoli
Gambia Ganges Gascony Ghent Gibraltar Glasgow Granada Guadalajara Guangdong Guangzhou Guyana Halifax
Havana Himalaya Hokkaido Honolulu Houston Idaho Illinois Indiana Iowa Iroquois Jamaica Java Jena
Johannesburg Judea Kampala Kansas Karachi Kazan Kentucky Khartoum Kigali Kinshasa Kolkata Kurdistan
Lagos Lahore Lausanne Leipzig Lesotho Lima Liverpool Lombardy Louisiana Luanda Lyon Macau Macedon
Maine Malabar Malawi Malaya Maryland Massachusetts Mauritius Mecca Medina Memphis Mesopotamia Miami
Michigan Minnesota Mississippi Missouri Mogadishu Mombasa Monaco Montana Montevideo Mosul Nairobi
Nanjing Naples Nashville Natal Nauru Nebraska Nevada Newfoundland Nicosia Nile Normandy Northumbria
Nottingham Nuremberg Ontario Oregon Palermo Palestinians Palmyra Papua Patagonia Perth Peshawar
Philadelphia Piedmont Pompeii Portsmouth Potsdam Prussian Punjab Quito Rabat Rangoon Rhine Rhodesia
Rotterdam Sarajevo Sardinia Saxony Seattle Seville Sicily Sierra Silesia Sofia Somerset Sparta Sudan
Sumatra Surrey Sussex Swaziland Tangier Tanzania Tasmania Tennessee Thames Thebes Thrace Tigris
Timor Togo Toledo Toulouse Transylvania Trieste Trinidad Tripoli Troy Tuscany Ulster Uppsala Utah
Valencia Vancouver Vermont Vichy Weimar Wisconsin Wuhan Wyoming Yorkshire Yucatan Zanzibar
Zimbabwean Abbasid Aboriginal Apache Assyrian Athenian Aztec Babylonian Balkan Bedouin Berber
Bolivian Burmese Cambodian Caribbean Cherokee Corinthian Cossack Creole Elizabethan Edwardian
Etruscan Georgian Gothic Habsburgs Hellenic Hellenistic Huguenot Hutu Inca Inuit Jacobean Jacobin
Kenyan Khmer Laotian Lombard Mamluk Mauryan Maya Meiji Melanesian Merovingian Ming Minoan Mughal
Muscovite Napoleonic Navajo Neapolitan Norman Olmec Parisian Parthian Phoenician Polynesian
Prussians Qing Quaker Quechua Roma Safavid Sami Samoan Sandinista Sasanian Sephardic Sicilian Sioux
Slavonic Spartan Sumerian Tokugawa Tudor Tutsi Umayyad Visigoth Weberian Yoruba Zapatista Zapotec
Zoroastrian Covid Ebola Zika Alzheimer Parkinson Amazonian Arabian Alpine Andean Balinese Basque
Kremlin Nobel Olympics Olympic Oscars Wikileaks YouTube Airbnb Amazon Spotify Uber Boeing Toyota
Volkswagen Siemens Nokia Samsung Sony Intel Nvidia Alibaba Tencent TikTok Bitcoin Ethereum Excel
Java Kubernetes Ubuntu Debian
Beowulf Bovary Copperfield Crusoe Dalloway Gilgamesh Godot Gulliver Heathcliff Iliad Karamazov
Karenina Margarita Quixote Zhivago Bhagavad Bible Britannica Gita Koran
Mahabharata Quran Ramayana Torah Vedas Western
"""
PHRASES = tuple(_PHRASES.strip().replace("\n", "|").split("|"))
ACRONYMS = frozenset(_ACRONYMS.split())
# Names that are as often other words are left out (Bill, Frank, Will).
_COMMON = """
bacon bill bob burke butler columbus don dean excel frank gothic harry jack jordan java joy joyce
kate maine mann maya mark milton montana noah norman oscar oscars pat phoenix ray robin roma rosa
roy sierra sky sophia sue tom troy wells will amazon hobbit uber intel moses carol
"""
NOUNS = frozenset(f"{_PLACES}{_PEOPLES}{_IDEAS}{_PEOPLE}".casefold().split()) | frozenset(
    f"{_GIVEN}{_MORE}".casefold().split()
) - frozenset(_COMMON.split())
