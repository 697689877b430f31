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
        copy.sequenceTime = number(sequenceTime)
        copy.hostTime = number(hostTime)
        copy.requestTime = number(requestTime)
        copy.cubeM = number(cubeM)
        copy.cubeK = number(cubeK)
        copy.cubeN = number(cubeN)
        copy.power = number(power)
        return copy
    }
}

extension Engine.Model {
    func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Model {
        var copy = Engine<U>.Model(hidden: number(hidden), vocabulary: number(vocabulary), precision: precision)
        copy.tiedEmbedding = tiedEmbedding
        copy.heads = number(heads)
        copy.fullLayers = number(fullLayers)
        copy.windowLayers = number(windowLayers)
        copy.window = number(window)
        copy.kvHeads = number(kvHeads)
        copy.headDim = number(headDim)
        copy.queryOutputs = number(queryOutputs)
        copy.mlaLayers = number(mlaLayers)
        copy.queryLoRA = number(queryLoRA)
        copy.keyValueLoRA = number(keyValueLoRA)
        copy.headNope = number(headNope)
        copy.headRope = number(headRope)
        copy.headValue = number(headValue)
        copy.indexTopK = number(indexTopK)
        copy.indexHeads = number(indexHeads)
        copy.indexDim = number(indexDim)
        copy.indexLayers = number(indexLayers)
        copy.linearLayers = number(linearLayers)
        copy.linearKeyHeads = number(linearKeyHeads)
        copy.linearValueHeads = number(linearValueHeads)
        copy.linearKeyDim = number(linearKeyDim)
        copy.linearValueDim = number(linearValueDim)
        copy.ssmLayers = number(ssmLayers)
        copy.ssmHeads = number(ssmHeads)
        copy.ssmHeadDim = number(ssmHeadDim)
        copy.ssmState = number(ssmState)
        copy.ssmGroups = number(ssmGroups)
        copy.convolution = number(convolution)
        copy.denseLayers = number(denseLayers)
        copy.denseIntermediate = number(denseIntermediate)
        copy.denseMatrices = number(denseMatrices)
        copy.moeLayers = number(moeLayers)
        copy.experts = number(experts)
        copy.expertsPerToken = number(expertsPerToken)
        copy.expertIntermediate = number(expertIntermediate)
        copy.sharedIntermediate = number(sharedIntermediate)
        copy.routeGroups = number(routeGroups)
        copy.routeGroupLimit = number(routeGroupLimit)
        copy.mtpLayers = number(mtpLayers)
        return copy
    }
}

extension Engine.Workload {
    func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Workload {
        var copy = Engine<U>.Workload(input: number(input), output: number(output))
        copy.staticPhase = staticPhase
        copy.serving = serving
        copy.rounds = number(rounds)
        copy.prefix = number(prefix)
        copy.contextOverride = number(contextOverride)
        copy.guests = number(guests)
        copy.draft = number(draft)
        copy.acceptance = number(acceptance)
        copy.hottest = number(hottest)
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
        copy.concurrency = number(concurrency)
        copy.waitSteps = number(waitSteps)
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

extension Engine.Scenario {
    func map<U: Lane>(_ number: (V) -> U) -> Engine<U>.Scenario {
        Engine<U>.Scenario(
            chip: chip.map(number), model: model.map(number), workload: workload.map(number),
            deployment: deployment.map(number))
    }
}
