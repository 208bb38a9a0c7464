"""What English documents are about: 26 trades, each with its things, its people and its tasks."""

from __future__ import annotations

TOPICS: dict[str, tuple[str, str, str]] = {
    "housing": (
        "roof terrace,communal boiler,rent deposit,stairwell lighting,cellar compartment,service "
        "charge account,balcony railing,entrance door,washing machine,underground parking space,"
        "bicycle shed,window frame,hot water meter,lift shaft,party wall,rent ledger",
        "caretaker,managing agent,leaseholder,chimney sweep,housing officer,neighbour upstairs",
        "repainting the stairwell,reading the radiators,draining the guttering,letting the attic "
        "flat,calculating the heating costs,replacing the intercom,insulating the loft",
    ),
    "construction": (
        "retaining wall,scaffolding,concrete slab,site diary,crane base,timber formwork,damp "
        "proof course,steel lintel,snagging list,excavation pit,drainage trench,parapet,load "
        "calculation,brick sample,temporary fence,asphalt layer",
        "site manager,structural engineer,bricklayer,quantity surveyor,roofer,safety coordinator",
        "pouring the foundations,shoring up the gable,grouting the tiles,testing the soil,"
        "striking the scaffolding,fitting the dormer windows,levelling the forecourt",
    ),
    "cardiology": (
        "resting electrocardiogram,mitral valve,blood pressure diary,stress test,pacemaker "
        "pocket,ejection fraction,ankle oedema,coronary stent,beta blocker,holter recording,"
        "carotid ultrasound,heart rate,lipid profile,anticoagulant card,troponin level,left "
        "ventricle",
        "cardiologist,ward sister,family doctor,anaesthetist,physiotherapist,consultant",
        "titrating the diuretic,auscultating the chest,implanting the device,repeating the "
        "echocardiogram,stopping the aspirin,monitoring the potassium,weaning off oxygen",
    ),
    "orthopaedics": (
        "knee prosthesis,plaster cast,shoulder sling,hip fracture,crutches,lumbar spine,ankle "
        "ligament,wound dressing,range of motion,bone density,walking distance,surgical drain,"
        "rotator cuff,meniscus tear,compression stocking,pelvic radiograph",
        "orthopaedic surgeon,theatre nurse,occupational therapist,radiographer,casualty officer,"
        "rehabilitation team",
        "removing the clips,loading the operated leg,realigning the wrist,strengthening the "
        "quadriceps,injecting the joint,splinting the finger,mobilising on the ward",
    ),
    "payroll": (
        "overtime sheet,holiday entitlement,tax code,night shift allowance,probation period,pay "
        "slip,works agreement,sick note,appraisal form,travel claim,flexitime balance,bonus "
        "scheme,parental leave,severance sum,staff handbook,training budget",
        "personnel manager,line manager,works council,payroll clerk,apprentice,staff "
        "representative",
        "filling the vacancy,reconciling the timesheets,interviewing the applicants,renewing the "
        "contracts,adjusting the pay scale,recording the absences,inducting new starters",
    ),
    "audit": (
        "trial balance,stock count,bank confirmation,accrual,depreciation schedule,cash book,"
        "management letter,goodwill,doubtful debt,lease liability,sample of vouchers,cut-off "
        "date,intercompany loan,tax provision,fixed asset register,going concern note",
        "audit partner,finance director,internal auditor,bookkeeper,supervisory board,tax adviser",
        "sampling the receivables,reconciling the ledger,valuing the stock,documenting the "
        "controls,writing off the balance,closing the quarter,testing the journal entries",
    ),
    "shipping": (
        "bill of lading,reefer container,demurrage,charter party,cargo hold,berth,pilot boat,"
        "ballast tank,hatch cover,packing list,general average,freight rate,discharge port,tug,"
        "stowage plan,marine survey",
        "shipowner,harbour master,freight forwarder,stevedore,chief officer,consignee",
        "lashing the deck cargo,bunkering at anchor,fumigating the grain,clearing the containers,"
        "surveying the hull,issuing the delivery order,mooring alongside",
    ),
    "insurance": (
        "water damage claim,policy schedule,excess,loss adjuster's sketch,hail storm,theft "
        "report,liability cover,subrogation file,surrender value,replacement cost,burst pipe,"
        "premium reminder,broker mandate,reserve,contents list,no claims bonus",
        "claims handler,policyholder,loss adjuster,underwriter,broker,reinsurer",
        "assessing the damage,drying out the parquet,settling the claim,appointing an expert,"
        "pricing the risk,recovering the outlay,photographing the site",
    ),
    "security": (
        "firewall rule,access badge,phishing mail,password vault,backup tape,log server,patch "
        "window,encryption key,visitor register,penetration test,server room,mobile device,"
        "incident ticket,malware scanner,user account,retention period",
        "information security officer,network engineer,help desk,system owner,data protection "
        "officer,penetration tester",
        "rotating the keys,revoking the accounts,hardening the web server,restoring the mailbox,"
        "segmenting the network,triaging the alerts,shredding the disks",
    ),
    "school": (
        "timetable,exam paper,school bus,reading corner,class register,sports hall,parents' "
        "evening,report card,science laboratory,lunch menu,playground,exchange programme,"
        "homework club,school choir,library card,first aid kit",
        "head teacher,class teacher,school governor,parent representative,caretaker,music teacher",
        "marking the essays,rehearsing the concert,supervising the break,enrolling the first "
        "years,planning the excursion,repairing the projector,choosing the textbooks",
    ),
    "catering": (
        "cold buffet,walk-in fridge,allergen sheet,dishwasher,staff canteen,seasonal menu,coffee "
        "machine,delivery van,table linen,hygiene certificate,vegetable supplier,gas hob,wine "
        "list,banquet order,waste oil,baking tray",
        "head chef,kitchen porter,food inspector,banquet manager,wholesaler,waiting staff",
        "chilling the desserts,calibrating the ovens,labelling the allergens,laying the tables,"
        "tasting the sauces,rotating the stock,descaling the machine",
    ),
    "energy": (
        "transformer,smart meter,wind turbine,feed-in tariff,substation,gas pipeline,solar array,"
        "heat pump,grid connection,peak load,district heating,inverter,power outage,balancing "
        "group,cable route,meter reading",
        "grid operator,metering point operator,energy consultant,shift engineer,municipal "
        "utility,plant operator",
        "curtailing the output,laying the cable,commissioning the inverter,forecasting the load,"
        "flushing the pipes,trading the surplus,inspecting the blades",
    ),
    "agriculture": (
        "winter wheat,dairy herd,slurry tank,irrigation pump,field margin,combine harvester,"
        "grain dryer,crop rotation,orchard,milk quota,soil sample,seed potato,pasture fence,"
        "polytunnel,manure heap,fruit fly trap",
        "tenant farmer,agronomist,vet,milk buyer,farm contractor,livestock dealer",
        "drilling the oilseed,pruning the vines,vaccinating the calves,liming the meadow,baling "
        "the straw,weighing the lambs,thinning the apples",
    ),
    "pharmacy": (
        "batch record,stability study,tablet press,cold chain,package leaflet,active substance,"
        "controlled cabinet,prescription pad,clean room,blister foil,adverse event form,expiry "
        "date,validation protocol,wholesale licence,placebo arm,dissolution test",
        "qualified person,dispensing pharmacist,study nurse,regulatory inspector,laboratory "
        "technician,sponsor",
        "coating the tablets,releasing the batch,recalling the syrup,calibrating the balance,"
        "blinding the samples,quarantining the shipment,swabbing the filler",
    ),
    "transport": (
        "tachograph,articulated lorry,loading ramp,bus depot,timetable change,toll invoice,"
        "winter tyres,driver's cab,tail lift,diversion route,parcel hub,fuel card,accident "
        "report,roller shutter,level crossing,replacement bus",
        "dispatcher,lorry driver,fleet manager,workshop foreman,traffic planner,transport police",
        "changing the brake pads,securing the load,rerouting the night bus,washing the trailers,"
        "scanning the parcels,renewing the permits,towing the vehicle",
    ),
    "engineering": (
        "hydraulic valve,bearing housing,prototype,tolerance chain,weld seam,gearbox,test bench,"
        "drawing revision,cooling circuit,sensor bracket,injection mould,torque curve,spare part,"
        "patent claim,assembly line,vibration measurement",
        "design engineer,patent attorney,toolmaker,quality inspector,test engineer,supplier",
        "milling the flange,balancing the rotor,hardening the shaft,filing the application,"
        "deburring the edges,simulating the airflow,measuring the runout",
    ),
    "pensions": (
        "annuity,contribution record,actuarial report,widow's pension,deferred member,funding "
        "ratio,trust deed,commutation,retirement age,survivor's benefit,pension statement,"
        "transfer value,indexation,buy-out quote,vesting period,mortality table",
        "trustee,actuary,scheme member,pensions administrator,employer,independent adviser",
        "tracing the beneficiaries,revaluing the accrued rights,pooling the assets,hedging the "
        "inflation risk,purchasing added years,equalising the benefits,auditing the records",
    ),
    "museum": (
        "loan agreement,display case,oil sketch,condition report,climate logger,audio guide,"
        "storage rack,exhibition poster,bronze figure,wall text,guided tour,acquisition fund,"
        "frame,inventory number,courier trip,visitor survey",
        "curator,conservator,registrar,museum guard,private lender,exhibition designer",
        "hanging the portraits,cleaning the varnish,crating the sculptures,cataloguing the "
        "prints,dimming the spotlights,writing the labels,photographing the textiles",
    ),
    "water": (
        "pumping station,drinking water reservoir,sewage works,leak detector,well field,chlorine "
        "dose,storm drain,water hardness,hydrant,filter bed,groundwater level,fish ladder,sludge "
        "press,valve chamber,flood barrier,nitrate reading",
        "waterworks manager,hydrologist,plumber,river warden,laboratory chemist,municipal engineer",
        "flushing the mains,dredging the basin,sampling the wells,relining the sewer,desludging "
        "the tank,gauging the stream,tightening the flanges",
    ),
    "waste": (
        "paper bank,landfill cell,bulky refuse,compost heap,sorting plant,hazardous waste,"
        "collection round,weighbridge ticket,glass container,incinerator,recycling rate,scrap "
        "metal,garden waste,bottom ash,civic amenity site,wheelie bin",
        "site foreman,refuse collector,environmental officer,scrap dealer,licensing authority,"
        "haulier",
        "emptying the skips,sieving the compost,capping the landfill,baling the plastics,"
        "sweeping the market square,crushing the rubble,measuring the emissions",
    ),
    "sports": (
        "club house,floodlights,membership fee,swimming lane,coaching licence,tournament "
        "schedule,artificial turf,changing room,youth team,score sheet,boat house,tennis court,"
        "kit sponsor,trophy cabinet,referee fee,gymnastics mat",
        "club treasurer,youth coach,groundsman,referee,team captain,honorary president",
        "marking the pitch,rowing the regatta,hiring the minibus,reseeding the goalmouth,drawing "
        "the fixtures,timing the heats,selling the season tickets",
    ),
    "publishing": (
        "page proof,dust jacket,royalty statement,print run,foreign rights,cookery title,book "
        "fair,author's advance,index,cover blurb,paperback edition,manuscript,remaindered stock,"
        "reading tour,typeface,translation grant",
        "commissioning editor,literary agent,proofreader,typesetter,bookseller,sales "
        "representative",
        "typesetting the appendix,clearing the quotations,commissioning the illustrations,"
        "pulping the returns,indexing the biography,pitching the series,correcting the galleys",
    ),
    "care": (
        "care plan,medication round,day room,wheelchair ramp,dementia ward,meal service,night "
        "call,fall protocol,hearing aid,visiting hours,nursing record,bath lift,activity "
        "programme,power of attorney,pressure sore,laundry bag",
        "care assistant,nursing manager,relative,district nurse,activities coordinator,guardian",
        "turning the resident,weighing the newcomers,updating the life story,walking to the "
        "garden,crushing the tablets,washing the cardigans,reviewing the restraints",
    ),
    "telecoms": (
        "fibre connection,mobile mast,roaming tariff,call record,street cabinet,broadband speed,"
        "number porting,duct,spectrum licence,router,text message,network fault,set-top box,"
        "minimum term,signal strength,switching date",
        "field technician,network planner,call centre agent,reseller,regulator,subscriber",
        "splicing the fibre,climbing the mast,unlocking the handset,porting the numbers,"
        "trenching the pavement,rebooting the exchange,mapping the dead spots",
    ),
    "forestry": (
        "spruce stand,bark beetle,felling licence,timber stack,forest track,deer fence,seedling,"
        "sawmill,hunting lease,beech grove,windthrow,nature reserve,forwarder,firewood lot,pine "
        "cone,cubic metre",
        "district forester,sawmill owner,woodland owner,gamekeeper,harvester driver,botanist",
        "thinning the larches,marking the trees,skidding the logs,planting the oaks,counting the "
        "roe deer,clearing the brash,debarking the trunks",
    ),
    "dentistry": (
        "root canal,bridge abutment,dental impression,wisdom tooth,gum pocket,crown,filling,bite "
        "splint,panoramic image,local anaesthetic,treatment plan,denture,cost estimate,"
        "orthodontic brace,implant screw,fluoride varnish",
        "dentist,dental nurse,oral surgeon,dental technician,hygienist,orthodontist",
        "scaling the molars,cementing the crown,polishing the amalgam,extracting the premolar,"
        "taking the impression,etching the enamel,suturing the socket",
    ),
}
"""Topic to things, people and tasks, separated by commas."""
