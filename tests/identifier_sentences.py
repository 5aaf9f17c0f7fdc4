"""Sentences with and without identifiers, by finding code. «…» marks what must be found. All people are invented.

`POSITIVES` are also read by `benchmarks/sharecheck.py`.
"""

POSITIVES = {
    "id-date": """
        DOB: «03/14/1962»
        Date of birth «14.03.1962», allergic to penicillin
        She was admitted on «March 5, 2024» with chest pain.
        Discharged home on «2023-11-02» in good condition.
        He was first seen on «3 May 2021» in our clinic.
        The dog was spayed on «05-Mar-2019» without problems.
        Her surgery took place on «Sept. 9th, 2022».
        Visit date: «2024/01/15»
        He died on «June 3rd, 2020» at home.
        Specimen collected «04-Jul-2023» from the left arm
        At the «August 12, 2023» visit her potassium was normal.
        Mother reports he was born «12/01/09» at term.
        Follow-up on «March 18» showed healing.
        She presented to the emergency department on the «4th of July 2021»
        Euthanized «9 Feb 2022» at the owner's request
        Admitted in «March 2023» with sepsis.
        Seen in clinic 14 days later, on «1/9/24»
        Diagnosed «11-30-2018», stage II
    """,
    "id-age": """
        A «90-year-old» woman with atrial fibrillation
        The patient, «aged 94», lives alone.
        Her father reached «age 102» without medicines.
        This «91 y/o» man fell at home.
        Patient is a «95 yo» female.
        Mr. X is «93 years old» and independent.
        a «ninety-two-year-old» retired teacher
        «97 years of age», presenting with syncope
        «Age: 96» Sex: F
        «92F» with dyspnea on exertion
        She turned «94» last week.
        He was admitted shortly after his «91st birthday».
    """,
    "id-phone": """
        Call her daughter at «(312) 555-0188» before noon.
        Phone: «312-555-0188»
        Owner's cell «312.555.0142»
        Tel. «+44 20 7946 0958»
        Reachable on «020 7946 0958» in the evening
        mobile «07700 900123»
        Contact: «+1 312 555 0188»
        «+33 1 42 68 53 00» is the husband's number
        Telephone «3125550188»
        Call «555-0142» for the owner.
        Next of kin, «+61 2 9876 5432»
        His number is «1-312-555-0107» and he answers after five.
        «(02) 9876 5432» (daughter)
    """,
    "id-fax": """
        Fax: «(312) 555-0199»
        fax «312-555-0199»
        Fax number: «+44 20 7946 0999»
        Records were faxed to «312-555-0123».
        Fax no. «312.555.0155»
        FAX «(312)555-0177»
        Facsimile: «312-555-0166»
        Please send by fax «020 7946 0999»
        Tel 312-555-0100 / Fax «312-555-0101»
    """,
    "id-email": """
        Write to «jane.doe@example.com» for the records.
        E-mail: «j_doe+clinic@mail.example.org»
        owner («maria@example.net»)
        «DOE77@EXAMPLE.COM» is the patient's address
        mailto:«client@example.co.uk»
        Contact «o'neill@example.com», please
        Sent from «a-b-c@sub.example.com».
        «jane.doe [at] example.com»
        «pat1960@example.edu»; replies at night
    """,
    "id-ssn": """
        SSN: «512-44-7832»
        Social Security number «512447832»
        SS# «512 44 7832»
        her social security no. is «219-09-9999»
        Insurance card 1; «457-55-5462»
        SSN ending in «7832»
        Last known: «XXX-XX-7832»
        NI number «AB 12 34 56 C»
        ITIN «912-71-1234»
        SSN «321-54-9876» on the face sheet
    """,
    "id-mrn": """
        MRN: «00412345»
        MRN «AB-123456»
        Medical record number «4412987»
        Medical record # «12-34-56»
        Chart no. «88213»
        Patient ID: «PT-004512»
        Hospital number «H123456»
        NHS number «943 476 5919»
        Accession number «S21-04567»
        Specimen ID: «BX-22-10931»
        Encounter # «90011234»
        mrn=«1234567»
        Subject ID «001-0045»
        Patient number: «7781234»
        Med rec # «882-441»
        Animal ID «A1204567»
    """,
    "id-member": """
        Member ID: «XYZ123456789»
        Policy number «PN-883412»
        Subscriber ID «W1234 56789»
        Group no. «0045512»
        Medicare number «1EG4-TE5-MK73»
        MBI «1EG4TE5MK72»
        Insurance ID «ABC99812»
        Medicaid no. «123456789A»
        Medicare ID «2AB3-CD4-EF56»
        Health plan ID: «HP20019912»
        Pet insurance policy no. «4471-2290»
    """,
    "id-account": """
        Account number: «12345678»
        Acct # «00-4471-22»
        Billing no. «88123456»
        IBAN «GB82 WEST 1234 5698 7654 32»
        Bank account no. «99887766»
        Claim number «CL-2290113»
        Invoice # «2203-55412»
        paid into «DE89370400440532013000»
        Routing number «021000021»
        Customer ID «C-1029384»
    """,
    "id-card": """
        Card «4111 1111 1111 1111» exp 09/27
        «4111111111111111»
        paid with «5500-0000-0000-0004»
        Amex «3400 000000 00009»
        «378282246310005» on file
        Discover «6011 0000 0000 0004»
        Mastercard «5105105105105100»
        Visa ending, in full «4012 8888 8888 1881»
        «3530111333300000» (JCB)
    """,
    "id-licence": """
        License number: «DL-4412987»
        Medical license no. «ME123456»
        Driver's license # «S530-4601-2345»
        RCVS no. «7012345»
        Passport number «X1234567»
        GMC number «7654321»
        Certificate no. «CERT-20391»
        Lic. no. «88123»
        Rabies tag # «22-01934»
        Badge number «44710»
        AKC no. «SR81234503»
    """,
    "id-npi": """
        NPI: «1234567893»
        NPI «1245319599»
        NPI number «1003000126»
        npi no. «1932102084»
        National Provider Identifier «1679576722»
        Dr. A, NPI# «1497758544»
        Prescriber NPI = «1234567893»
        (NPI «1245319599»)
    """,
    "id-dea": """
        DEA: «AB1234563»
        DEA number «BS8765438»
        DEA # «FC1111119»
        DEA no. «MK2345672»
        dea «AP5836727»
        Prescriber «AB1234563»
        DEA «F91234563»
        DEA Registration «BJ6125341»
    """,
    "id-vin": """
        VIN «1HGCM82633A004352»
        The car, «1M8GDM9AXKP042788», was found
        VIN: «1FTFW1ET5DFC10312»
        Vehicle identification number «WVWZZZ1JZXW000001»
        License plate «ABC-1234»
        plate number «7XYZ123»
        «5YJSA1DG9DFP14705»
        Number plate «AB12 CDE»
        VIN «1G1YY22G965104378» was on the form
        vehicle plate: «KX 4471»
    """,
    "id-device": """
        Pacemaker serial number «PJN412345S»
        Serial no. «SN-998172»
        S/N: «A4471290»
        Lot number «EW0150»
        Lot: «22B0193»
        UDI «(01)00643169007222(21)ABC123»
        Device ID «DX-7781»
        MAC address «00:1A:2B:3C:4D:5E»
        IMEI «490154203237518»
        Batch no. «B77123»
    """,
    "id-url": """
        See «https://mychart.example.org/visit/4471»
        «https://example.org/patient/12345» has the note
        Download: «https://acme.sharepoint.com/sites/project»
        «https://drive.google.com/file/d/1AbC/view»
        «file:///C:/Users/jdoe/case.docx»
        «https://clinic.example.com/portal/login»
        «http://intranet/projects/launch»
        «https://example.org/record?mrn=12345»
        «https://www.dropbox.com/s/abc/deck.pptx»
    """,
    "id-ip": """
        Logged in from «203.0.113.45»
        IP address: «10.0.0.12»
        IP «8.8.4.4»
        «192.168.1.254» is the scanner
        «2001:db8:85a3::8a2e:370:7334»
        IPv6 «fe80::1ff:fe23:4567:890a»
        server «198.51.100.7» holds the images
        from ip «172.16.254.1»
        The upload came from «2001:0db8:0000:0042:0000:8a2e:0370:7334».
    """,
    "id-microchip": """
        Microchip: «985112003456789»
        Chip no. «985 112 003 456 789»
        Microchip number «900-118-000-123-456»
        chipped, transponder «826098100123456»
        «981020012345678» was read by the scanner
        Microchipped: «985141000123456»
        Microchip ID «0A12345678»
        RFID «956000001234567»
        AVID «012*345*678»
        chip number «840003123456789»
    """,
    "id-zip": """
        She lives in «Dayton, OH 45402».
        «Springfield, IL 62704-1234»
        ZIP code «45402»
        Postcode «SW1A 1AA»
        «Portland OR 97205»
        Zip: «02139»
        near «K1A 0B1»
        «Boston, Massachusetts 02115»
        home in «M13 9PL», Manchester
    """,
    "id-street": """
        Home address: «14 Elm Street», second floor
        Lives at «220 North Oak Avenue» with her son
        «1600 Maple Rd». is where he fell
        «12 St. Mary's Lane», the family home
        Address: «7 Kings Court»
        «P.O. Box 1182»
        «45 W. 23rd St», apartment of the owner
        She resides at «9 Harbor Way».
        A farmer from «Hays, Kansas» was referred.
        «300 Old Mill Drive», Dayton
    """,
    "id-name": """
        Patient: «Jane Doe»
        Owner: «Maria Lopez-Garcia»
        Name: «Doe, John»
        «Mrs. Patterson» came back after two weeks.
        «Mr Okafor» declined surgery.
        Ms. «» was not named but «Miss Havisham» was
        Patient name: «Anna M. Kowalska»
        His wife, «Linda», called the clinic.
        owner «Susan Baker» brought the cat
        The patient, J.D., is «» a nurse: patient «J.D.» smokes
        She was referred by «Dr. Whitfield» to our clinic.
        «Mr. K.» takes warfarin.
        «Robert Miller», a 54-year-old man, presented with gout.
        Client name: «Björn Åkesson»
        Emergency contact: «Tom Baker»
        PATIENT NAME: «DOE, JANE»
        Pt: «K. Osei»
        Signed: «Emily Carter»
        The cat's owner, «Señora Ruiz», noticed blood.
        The patient's daughter, «Grace Kim», gave the history.
        «R.T.», a 45-year-old carpenter
        «Mr. and Mrs. Novak» brought their dog.
    """,
    "id-social": """
        Her Instagram is «@jane.doe77»
        «https://www.facebook.com/jane.doe.77»
        found on «linkedin.com/in/jane-doe»
        posted on TikTok as «@catmom_1990»
        Twitter handle «@jdoe_rn»
        «https://x.com/jdoe77»
        Instagram: «jane_doe77»
        «https://www.instagram.com/janes.cat/»
        The owner posts as «@luna_the_lab»
    """,
}

TRAPS = {
    "id-date": """
        Guidelines were updated in March 2024.
        1. Smith J, Lee K. Hospital admission trends. JAMA. 2023;329(4):301-310. Published online January 24, 2023.
        Accessed May 3, 2024.
        https://www.cdc.gov/flu/ (accessed 3 May 2024)
        Blood pressure was 120/80 mm Hg.
        Grade 3/4/5 events were rare.
        The 2021 guideline replaced the 2017 one.
        Take 1 tablet on days 1, 8 and 15.
        Software version 2.10.2024 was used.
        See section 3.2.1 and table 4-1.
        The ratio was 1/2/3 across groups.
        Last reviewed April 2, 2024
        Born in 1954, she grew up on a farm.
        Patients may 5 times daily rinse.
        Admission rates rose from 2019 to 2021.
        Seen in 12/15 patients
        Between May and June 2022 the registry closed.
    """,
    "id-age": """
        Adults 90 years of age or older were excluded.
        The 90-day mortality was low.
        over 90% of patients responded
        Patients aged 65 to 95 years were enrolled.
        a 89-year-old man
        A 45-year-old woman with migraine
        Median age 91 years in the oldest quartile
        people aged ≥ 90 years
        a 100-year-old hospital
        age 95% CI 0.8 to 1.2
        See page 94 for details.
        Eligible if under 95 years old
        aged 90 days at first vaccination
        ages 18-99 years
        Stage 90 follow-up at week 92
        blood pressure 94/60, pulse 101
    """,
    "id-phone": """
        NCT01234567 enrolled 4500 people.
        doi:10.1001/jama.2023.12345
        EudraCT 2004-000446-20
        ISBN 978-3-16-148410-0
        Pages 1234-1245 in volume 312
        PMID: 31234567
        NDC 0002-8215-01
        Sodium 140, potassium 4.2, chloride 104, bicarbonate 24
        pH 7.35-7.45, pO2 80-100
        Grant R01 HL123456-05
        In 2019-2020, 312 555 people were screened
        The change was +12.5 (3.2) versus +8.1 (2.9)
        ORCID 0000-0002-1825-0097
        If in danger call 911 or 988.
        hazard ratio 0.75 (0.60-0.93)
        RefSeq 312-555 and 100 000 000 copies
    """,
    "id-fax": """
        Send it by fax or mail.
        The fax machine broke in 2019.
        Faxed prescriptions fell by 40%.
        Telefax is rarely used.
        FAX-trial enrolled 1200 people
        Fluorescence (FAX) 312 units
        e-mail or fax within 30 days
        a factor of 5550199
    """,
    "id-email": """
        200 mg @ 8 a.m.
        10 mg/kg @ week 2
        @media print rules
        The @ sign is old.
        CD4@baseline was 350
        sample@37 °C for 2 h
        rates @ 95% CI
        p@k metrics
    """,
    "id-ssn": """
        CAS 50-78-2 is aspirin.
        LOINC 2160-0
        ICD-10 code E11.9
        Phone-like trial 2004-000446-20
        lot of 1000-20-3000 units/day
        SSN: 000-00-0000
        The 512-44-78 grid
        NDC 50580-449-05
        2019-10-1234 is a protocol
        666-12-3456 is not issued
    """,
    "id-mrn": """
        We reviewed the medical records of 12,345 patients.
        GenBank accession number MN908947
        Chart 3 shows the trend.
        GEO accession GSE12345
        The record number of cases was 1204 in May.
        Case 2: a dog with cough
        patient 12 of 40
        MRN: [removed]
        Medical records from 2015 to 2019
        subject to 2000 conditions
        The hospital had 1200 beds.
        Participants numbered 45000.
        Figure 2. Patient identification in 1204 charts
    """,
    "id-member": """
        Group 1 received 200 mg.
        The policy of 2019 changed this.
        Members of the panel met in 2022.
        Group A (n = 1234)
        insurance covered 85%
        plan: 2000 kcal a day
        Medicare spent 800 billion in 2020.
        group 2 policy 3
        subscriber base of 20000
    """,
    "id-account": """
        Cancers account for 12345 deaths.
        On account of 10000 reports
        accounting for 85% of cases
        claims 1 to 10 were dropped
        Claim: 12% lower risk
        taking into account 45000 people
        statement 3 was agreed by 95%
        a bank of 1200 questions
        Customer survey 2022
    """,
    "id-card": """
        4111 1111 1111 1112
        1234 5678 9012 3456
        ISBN 9783161484100
        0000-0002-1825-0097
        counts of 4000 4100 4200 4300
        NCT04111111
        2004 2005 2006 2007
        10.1016/S0140-6736(20)30183-5
        4111.1111 IU/L
    """,
    "id-licence": """
        Creative Commons license 4.0
        License: CC BY-NC 4.0
        PROSPERO registration number CRD42020123456
        Trial registration: NCT01234567
        licensed in 1999 for asthma
        Certificate of 10 hours
        Registration opened on 2 sites
        The board numbers 12 members
        clinical trial registration no. 2004-000446-20
        AMA PRA Category 1
    """,
    "id-npi": """
        NPI: 1234567890
        NPI score 3.4 (Nottingham prognostic index)
        The NPI was 5.42
        1234567893 copies per mL
        Neuropsychiatric Inventory (NPI) 12 items
        NPI-Q total 36
        provider identifier 12
        NPI 2020
    """,
    "id-dea": """
        Patent US1234567
        DEA: AB1234567
        DEA schedule II
        gene AB123456
        PMC1234567
        CRD42020123456
        AB 1234 cells
        DEA rules of 2023
    """,
    "id-vin": """
        Sequence ACGTACGTACGTACGTA
        1HGCM82633A004353
        WHO reference 12345678901234567
        vincristine 2 mg
        vin 12
        agar plates 24
        plate 3 shows the rash
        ABCDEFGHJKLMNPRST
        metal plates and screws 12
    """,
    "id-device": """
        serial troponins at 0 and 3 hours
        a lot of 1000 tablets
        Serial 2 measurements
        device use rose to 45%
        Lots of 25 patients
        batch 3
        The 12:30:45 reading
        implant survival 95%
        lead times of 2000 days
    """,
    "id-url": """
        https://www.cdc.gov/flu
        https://doi.org/10.1001/jama.2023.1234
        www.accme.org
        https://clinicaltrials.gov/study/NCT01234567
        See https://www.who.int/publications/i/item/9789240012345.
        https://pubmed.ncbi.nlm.nih.gov/31234567/
        https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=abc
        https://www.fda.gov/patients/learn
        https://example.com/about
    """,
    "id-ip": """
        version 2.10.3.104
        section 1.2.3.4
        Times 12:30:45
        ratio 1:2:3:4
        v1.20.300.4
        127.0.0.1
        EC 1.14.14.1
        a 1.5.2.1 outline
        300.1.2.999
        std::vector and a::b
    """,
    "id-microchip": """
        123456789012345 copies
        ACTRN12605000049606
        0.985112003456789
        microchip implants in 2019
        The chip held 1000 probes
        ChIP 2 assay of 400 genes
        982,000,123,456,789 dollars
        ISRCTN12345678
        985112003456
    """,
    "id-zip": """
        12345 patients were screened.
        CPT 99213
        IN 10000 PATIENTS
        CA 19-9 was 12345 U/mL
        HI 45402%
        stage T1A 0B1
        Vitamin B12 5MG
        OR 1.25 (95% CI 1.10-1.42)
        in Ohio, 12,345 people
        catalog 45402
    """,
    "id-street": """
        the 6 Minute Walk test
        10 Meter Walk
        4 Children Visited St Jude
        2 Way ANOVA
        12 Patients Saw Dr. Smith et al.
        3 Step Way to Success
        Table 3 Row 2
        A woman from Canada
        1 in 5 Road traffic accidents
        Elsevier, Philadelphia, PA
        people living in rural areas of Kansas
    """,
    "id-name": """
        Smith J, Doe JA. Title of a paper. N Engl J Med. 2020;382(1):10-20.
        as Dr. Smith et al. showed in 2019
        Patient: Education and Safety
        Generic name: Apixaban
        MS Patients often report fatigue.
        MR Imaging showed a lesion.
        Patient Health Questionnaire-9
        Owner: Marketing Department
        Patient: 45-year-old woman
        Speaker: Dr. Amara Dusk
        written by Jane Doe, PharmD
        Client: Confidential
        Miss Rate and Hit Rate
        Name: Generic
        Crohn, Parkinson and Hodgkin described diseases.
        Patient Global Assessment of Disease
        Patient: Adult female, spayed
        Dr. Jane Smith, professor of medicine
    """,
    "id-social": """
        @media screen
        200 mg @ bedtime
        https://twitter.com
        Share on Facebook and Twitter.
        Instagram use rose to 60%.
        an @ sign
        TikTok videos: 12 of 40
        Follow us on LinkedIn
    """,
}

# What a medical writer's text is full of: nothing here may raise anything at all.
MEDICAL = """
    Metoprolol succinate 25 mg once daily was titrated to 200 mg.
    Hemoglobin 9.2 g/dL, platelets 250,000/µL, creatinine 1.4 mg/dL, eGFR 48 mL/min/1.73 m2
    (hazard ratio, 0.74; 95% CI, 0.65 to 0.85; P < 0.001)
    McMurray JJV, Solomon SD, Inzucchi SE, et al. Dapagliflozin in patients with heart failure. N Engl J Med. 2019;381(21):1995-2008. doi:10.1056/NEJMoa1911303
    PMID: 31535829; PMCID: PMC7326523
    ISSN 0028-4793; ISBN-13: 978-0-323-64151-8; ISBN 0-306-40615-2
    ClinicalTrials.gov number, NCT03036124; EudraCT 2016-003896-24; ISRCTN70429960; CTIS 2022-500137-34-00
    2022 AHA/ACC/HFSA guideline, section 7.3.1, class 1, level A
    Supported by grant 5R01HL123456-02 and UL1TR001863 from the NIH.
    LOINC 4548-4, ICD-10-CM E11.65, CPT 99214, NDC 00002-8215-01, SNOMED 44054006
    (2R,3S)-2-amino-3-hydroxybutanoic acid, CAS 72-19-5, 1,25-dihydroxyvitamin D3
    Follow-up was 18 months (range, 6-24); 1,234 of 5,678 (21.7%) completed it.
    WHO. Global report on diabetes. Geneva: World Health Organization; 2016. Accessed March 14, 2024. https://www.who.int/publications/i/item/9789241565257
    At 10:30 and 14:45, glucose was 180 and 240 mg/dL.
    Participants were randomized 2:1:1 in blocks of 4; version 3.1.2 of the protocol applied.
    Dose: 0.1-0.2 mg/kg IM or IV q4-6h in dogs; 0.05 mg/kg in cats.
    rs1801133, HLA-B*57:01, p.Val600Glu, c.1799T>A, IL-17A, CD4+ T cells
    Upon completion, clinicians should be better able to select therapy for adults with HFrEF.
    Needs Assessment: Practice Gap 1, Best Practice, Current Practice, Educational Need
    Release date: March 5, 2024. Expiration date: March 5, 2025. Credit: 1.0 hour.
    Supplementary Table 12, pages S12-S45; Figure 3A-C; Appendix 2, p 14
    The Kaplan-Meier, Cox and Bland-Altman methods were used; Wilson disease and Down syndrome were excluded.
    Adults older than 90 years and those weighing 90 kg or more; aged 18 to 95 years
    HbA1c fell from 8.4% (68 mmol/mol) to 7.1% (54 mmol/mol) over 26 weeks.
    Lancet 2020; 395: 1054-62; Cochrane Database Syst Rev. 2021;3:CD013600
    Blood culture grew 10^5 CFU/mL; titers 1:1280; INR 2.5; BP 138/86; HR 102; RR 22; SpO2 94%
    Table 1. Baseline: age, y, mean (SD), 91.2 (3.1); female, No. (%), 412 (61)
    A woman in her 60s and a 15-year-old spayed cat
    Slides 12-15, 90 minutes, room for 45; module 3 of 5
    arXiv:2103.12345v2; GSE123456; PRJNA123456; Addgene plasmid 12345
    Chi-square (2, N = 1234) = 8.6; kappa 0.81; AUC 0.93; NNT 21
    Copyright 2024. Version 2.0. CC BY-NC-ND 4.0
    Patient education: what to ask your doctor about blood thinners
    Objective 1: Differentiate pain behavior from aging behavior in cats using a structured owner interview.
"""


# A second set, written without looking at the patterns. At first sight 61 of 69 passages were found and 4 of 81
# traps rang; the misses were then mended, so what it measures now is that they stay mended.
UNSEEN = {
    "id-name": """
        «Mrs. Delgado», a widow, came to the practice with shortness of breath.
        Owner name: «Karen Whitlock»
        I spoke with «Dr. Hennessy», her cardiologist.
        The client, «Mr. Abernathy», reported lethargy for two days.
        patient initials: «M.K.»
        Emergency contact: «Hoang Tran» (son)
        Signed by: «Priya Raman», RN
        Name: «Luis Ortega»
        Patient's name is kept, e.g. Patient: «Ortega, Luis»
        «Ms. Jefferson» is a teacher.
        Cat owner: «Beth Harmon»
        We thank the patient, «Harold Finch», for his permission.
        Pt name «Finch, Harold»
        my patient «Rosa Alvarez» asked
        «Mr. D» declined the statin.
        Husband (Owner): «Greg Malone»
        Dog: Rex. Owner's name: «Greg Malone»
        «Miss Fairchild» has asthma.
    """,
    "id-date": """
        On «7/14/2022» she was hospitalized for a hip fracture.
        Date of Birth: «1948-06-02»
        D.O.B. «6/2/1948»
        Biopsy was done on «October 21, 2020».
        Last seen «22 Aug 2023» by cardiology
        Readmitted «Nov 3, 2019» for heart failure
        Discharge date «11/09/2019»
        vaccinated on «2 February 2021»
        ER visit on «Jan. 4, 2020»
        Her MRI of «3/18/2021» showed a lesion.
        He passed away «12 September 2018».
        Symptoms began after a visit on «14.7.2022».
        Surgery: «2021-12-30»
    """,
    "id-phone": """
        You can reach Mr. Tran's son at «(617) 555-0134».
        Emergency contact phone «617 555 0134»
        Mobile: «+49 171 5550123»
        phone number is «555-0167»
        Call «06 12 34 56 78»
    """,
    "id-mrn": """
        Patient MRN is «7788123».
        Case file: chart # «55-1029»
        Hosp no. «4410298»
        Medical Record No: «R00441029»
        Accession # «CT-2021-004418»
    """,
    "id-microchip": """
        Microchip ID «941000024680135»
        The scanner read «985 141 002 334 556».
        microchip no: «977200004561237»
    """,
    "id-street": """
        Address: «4418 Larkspur Lane», Tucson
        delivered to «88 Wexford Court», Apt 3
        born in Akron, now lives in «Toledo, Ohio»
        Lives at «2210 Sycamore Blvd»
    """,
    "id-zip": """
        «Tucson, AZ 85704»
        zip «43604»
    """,
    "id-age": """
        her «98-year-old» mother
        «Age 91»
        a «ninety-four year old» farmer
        he is «96 y.o» and frail
    """,
    "id-email": """
        questions to «k.whitlock@example.com»
        «finch_h@mail.example.com»
    """,
    "id-ssn": """
        SSN# «478-22-9051»
    """,
    "id-member": """
        Blue Cross member # «XEA882910034»
    """,
    "id-account": """
        Hospital account # «900244187»
    """,
    "id-fax": """
        Fax to «(617) 555-0190»
    """,
    "id-licence": """
        DL# «D4429018» is not enough
    """,
    "id-device": """
        ICD generator serial # «BLC204418H»
    """,
    "id-social": """
        her Facebook page «facebook.com/karen.whitlock.5»
    """,
    "id-ip": """
        Access logged from «172.18.44.201»
    """,
    "id-url": """
        «https://mychart.clevelandclinic.example/MyChart/inbox»
    """,
    "id-vin": """
        struck by a car with plates «HRT-4471»
    """,
    "id-dea": """
        DEA «BR4429016»
    """,
    "id-npi": """
        NPI# «1083617021»
    """,
    "id-card": """
        Payment «4539 1488 0343 6467»
    """,
}

UNSEEN_TRAPS = """
    The European guideline of May 2023 recommends SGLT2 inhibitors.
    Dr. Braunwald's textbook remains the standard.
    N Engl J Med 2021;385:1451-61.
    12/24 (50%) versus 6/24 (25%)
    Week 4, 8, 12, 24, and 52 visits
    Doses of 2.5, 5, 10, and 20 mg were compared.
    In the DAPA-HF trial, 4744 patients were randomized.
    Patient 1 had fever; patient 2 did not.
    The score ranges from 0-100 (0-33 low, 34-66 medium, 67-100 high).
    Learning objective 3: Apply the 2023 AHA chronic coronary disease guideline.
    Figure 4 was adapted from Johnson et al.
    Mean age was 92 years (SD 2).
    Adults aged 90 and over are underrepresented.
    Those over the age of 90 were excluded.
    LDL-C 190 mg/dL or higher
    Number needed to treat: 21 (95% CI 15-38)
    Target audience: primary care physicians, nurse practitioners, and physician assistants
    Format: 60-minute live webinar
    Faculty: Jane Q. Public, MD, FACC, Professor of Medicine
    Prof. Lars Eriksen disclosed no relationships.
    Name the three causes of hyperkalemia.
    Name: Dose: Route: Frequency
    Owner: who is responsible for the step?
    Client: medical education company (name withheld)
    ICD-10-CM codes I50.20 to I50.23
    The p.Arg117His variant; c.350G>A
    HLA-DRB1*15:01
    QTc 480 ms, HR 112 bpm, BP 90/60 mm Hg
    Temperature 38.5 °C (101.3 °F)
    1,000,000 units of penicillin G
    pages 1234-1240 of volume 12
    JAMA Netw Open. 2022;5(3):e223404.
    Clin Infect Dis. 2023 Mar 21;76(6):1124-1131.
    Epub 2022 Oct 14.
    Eur Heart J. 2021 Sep 21;42(36):3599-3726. doi: 10.1093/eurheartj/ehab368.
    Available at: https://www.ahajournals.org/doi/10.1161/CIR.0000000000001063. Accessed October 2, 2024.
    US Food and Drug Administration. Drug approvals. Updated June 12, 2023.
    American Heart Association. Heart failure statistics. Published January 24, 2024.
    5-year survival was 45%.
    A 24-hour ambulatory monitor
    Read pages 90 to 94.
    Group 1: 10 mg; Group 2: 20 mg
    Lot-to-lot variation was below 5%.
    Serial echocardiograms at 3, 6 and 12 months
    Claims data from 2015-2019
    Medicare claims of 1.2 million beneficiaries
    Policy statement 2021
    Certificate of completion
    License to practice is required.
    The Mini-Mental State Examination score was 24/30.
    Dogs weighing 10-20 kg
    0.3 mg/kg PO q24h for 5 days
    Labrador retriever, 7 years old, 32 kg
    Owner reports vomiting twice.
    Owner Education Program
    Client communication: use open questions
    Patient Safety Network
    Mr. Potato Head sign
    St. Jude valve, 23 mm
    Drive pressure 15 cm H2O
    Ways to improve adherence: 5 Key Steps
    Open Access 2024, Volume 3, Article 12345
    Session 204, Room 12, 10:15-11:00
    Slide 14 of 60
    $12,500 per activity; $85 per hour
    RFP response due 30 days after release
    ACCME provider number 0001234
    JA4008237 is an activity number
    Word count: 1250
    Born too soon: preterm birth at 28 weeks
    The Bayley-III at 24 months
    Visit 3 (day 15)
    Anna Karenina principle
    Down's syndrome; Parkinson's disease; Cushing's
    ECOG 0-1, NYHA II-III, CKD 3b
    See Box 2 and Table S4.
    O'Brien-Fleming boundary 0.0013
    Kaplan, Cox, Mantel-Haenszel
    Doctor of Pharmacy; Master of Science; Miss no opportunity
    Master Class; Master Protocol
"""


def sentences(block: str) -> list[str]:
    """The lines of one block."""
    return [line.strip() for line in block.strip().splitlines()]
