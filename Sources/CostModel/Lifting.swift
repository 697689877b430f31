import Lanes

// The same figures as another kind of number, one by one in the order of their declaration. What chooses among equations, such
// as the phase or a format, stays what it is. ParameterTests check that no figure is forgotten.

extension Engine.Tier {
    func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Tier {
        Engine<U>.Tier(
            size: number(size), bandwidth: number(bandwidth), utilisation: number(utilisation), latency: number(latency)
        )
    }
}

extension Engine.Network {
    func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Network {
        var copy = Engine<U>.Network(
            intra: intra.map(number), inter: inter.map(number), rack: rack.map(number), spine: spine.map(number))
        copy.topology = topology
        copy.hostBandwidth = number(hostBandwidth)
        copy.cards = number(cards)
        copy.rails = rails
        return copy
    }
}

extension Engine.Chip {
    func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Chip {
        var copy = Engine<U>.Chip(
            peakFLOPS: number(peakFLOPS), dramBytes: number(dramBytes), dramBandwidth: number(dramBandwidth),
            network: network.map(number))
        copy.cores = number(cores)
        copy.peak16Share = number(peak16Share)
        copy.fp8Share = number(fp8Share)
        copy.int8Share = number(int8Share)
        copy.fp4Share = number(fp4Share)
        copy.dramReserve = number(dramReserve)
        copy.dramUtilisation = number(dramUtilisation)
        copy.congestion = number(congestion)
        copy.messageGap = number(messageGap)
        copy.relaysAllToAll = relaysAllToAll
        copy.allToAllPeers = allToAllPeers
        copy.allToAllUtilisation = number(allToAllUtilisation)
        copy.reduceStart = number(reduceStart)
        copy.usualRuntime = usualRuntime
        copy.matrixEfficiency = number(matrixEfficiency)
        copy.wideningEfficiency = number(wideningEfficiency)
        copy.allToAllStart = number(allToAllStart)
        copy.attentionEfficiency = number(attentionEfficiency)
        copy.overlap = number(overlap)
        copy.elementwise = number(elementwise)
        copy.attentionRows = number(attentionRows)
        copy.batchOverlap = number(batchOverlap)
        copy.expertRows = number(expertRows)
        copy.launch = number(launch)
        copy.prefillLaunch = number(prefillLaunch)
        copy.kernels = kernels.map(number)
        copy.layerTime = number(layerTime)
        copy.vllmLayerTime = number(vllmLayerTime)
        copy.sequenceTime = number(sequenceTime)
        copy.hostTime = number(hostTime)
        copy.requestTime = number(requestTime)
        copy.cubeM = number(cubeM)
        copy.cubeK = number(cubeK)
        copy.cubeN = number(cubeN)
        copy.power = number(power)
        copy.powerShare = number(powerShare)
        copy.price = number(price)
        copy.capex = number(capex)
        copy.currency = currency
        copy.listPrice = listPrice
        copy.years = number(years)
        return copy
    }
}

extension Engine.Workload {
    func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Workload {
        var copy = Engine<U>.Workload(input: number(input), output: number(output))
        copy.staticPhase = staticPhase
        copy.serving = serving
        copy.runtime = runtime
        copy.runtimeVersion = number(runtimeVersion)
        copy.rounds = number(rounds)
        copy.rate = number(rate)
        copy.arrivalVariation = number(arrivalVariation)
        copy.inputVariation = number(inputVariation)
        copy.outputVariation = number(outputVariation)
        copy.currency = currency
        copy.exchangeRate = number(exchangeRate)
        copy.electricity = number(electricity)
        copy.pue = number(pue)
        copy.carbon = number(carbon)
        copy.prefix = number(prefix)
        copy.prefixHit = number(prefixHit)
        copy.prefixes = number(prefixes)
        copy.users = number(users)
        copy.think = number(think)
        copy.goodFirstToken = number(goodFirstToken)
        copy.goodPerToken = number(goodPerToken)
        copy.goodEndToEnd = number(goodEndToEnd)
        copy.contextOverride = number(contextOverride)
        copy.images = number(images)
        copy.imageSide = number(imageSide)
        copy.guests = number(guests)
        copy.draft = number(draft)
        copy.acceptance = number(acceptance)
        copy.hottest = number(hottest)
        copy.routing = routing
        copy.routingAmount = number(routingAmount)
        return copy
    }
}

extension Engine.Deployment {
    func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Deployment {
        var copy = Engine<U>.Deployment(
            chips: number(chips), tp: number(tp), batch: number(batch), moeTP: number(moeTP))
        copy.sp = number(sp)
        copy.pp = number(pp)
        copy.chunk = number(chunk)
        copy.redundantExperts = number(redundantExperts)
        copy.tbo = tbo
        copy.replicas = number(replicas)
        copy.routing = routing
        copy.concurrency = number(concurrency)
        copy.waitSteps = number(waitSteps)
        copy.schedule = schedule
        copy.maxRunning = number(maxRunning)
        copy.memoryFraction = number(memoryFraction)
        copy.decodeWorkers = number(decodeWorkers)
        copy.prefillWorkers = number(prefillWorkers)
        copy.prefillGoal = prefillGoal
        copy.prefillChips = number(prefillChips)
        copy.prefillTP = number(prefillTP)
        copy.prefillMoeTP = number(prefillMoeTP)
        copy.prefillPP = number(prefillPP)
        copy.prefillBatch = number(prefillBatch)
        return copy
    }
}

extension Engine.Frame {
    /// Without what follows from the layers, which `Scenario` and `Model` put in.
    func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Frame {
        var copy = Engine<U>.Frame(
            hidden: number(hidden), vocabulary: number(vocabulary), precision: precision)
        copy.tiedEmbedding = tiedEmbedding
        copy.mtpLayers = number(mtpLayers)
        copy.encoder = encoder?.map(number)
        return copy
    }
}

extension Engine.Inputs {
    func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Inputs {
        Engine<U>.Inputs(
            chip: chip.map(number), model: model.map(number), workload: workload.map(number),
            deployment: deployment.map(number),
            picked: Engine<U>.Picked(chip: number(picked.chip), model: number(picked.model)))
    }
}
