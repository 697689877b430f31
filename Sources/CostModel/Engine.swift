// What uses the engine uses lanes: whether a number is one is part of every type here.
@_exported import Lanes

/// The equations, over what a number may be (`Lane`).
///
/// What stands in it says `V` for a number and needs to say nothing more: the engine reads like its equations. The figures of
/// one plan are those of `Engine<Double>`, whose types have short names.
public enum Engine<V: Lane> {}

/// One accelerator and the links it hangs on.
public typealias Chip = Engine<Double>.Chip
/// One level of the network.
public typealias Tier = Engine<Double>.Tier
/// The tiers between chips.
public typealias Network = Engine<Double>.Network
/// The shapes of a language model.
public typealias Model = Engine<Double>.Model
/// Layers that are all alike.
public typealias LayerGroup = Engine<Double>.LayerGroup
/// A part of a layer, by its kind.
public typealias LayerPart = Engine<Double>.LayerPart
/// What the deployment serves.
public typealias Workload = Engine<Double>.Workload
/// How a model is spread over chips.
public typealias Deployment = Engine<Double>.Deployment
/// Everything the engine needs to evaluate one plan.
public typealias Scenario = Engine<Double>.Scenario
/// The times and amounts of one operator.
public typealias OperatorCost = Engine<Double>.OperatorCost
/// The shape of a batch of matrix products.
public typealias MatrixShape = Engine<Double>.MatrixShape
/// Bytes in one chip's DRAM, by what they are.
public typealias MemoryUse = Engine<Double>.MemoryUse
/// The sums of one step.
public typealias StepTotals = Engine<Double>.StepTotals
/// A plan and its totals.
public typealias PlanResult = Engine<Double>.PlanResult
/// Times of local operators.
public typealias Roofline = Engine<Double>.Roofline

typealias StepShape = Engine<Double>.StepShape
typealias StagedBytes = Engine<Double>.StagedBytes
typealias SequenceCache = Engine<Double>.SequenceCache
typealias PassMemory = Engine<Double>.PassMemory
typealias Collective = Engine<Double>.Collective
typealias AllToAll = Engine<Double>.AllToAll
typealias MatrixRates = Engine<Double>.MatrixRates
typealias PaddingStep = Engine<Double>.PaddingStep
typealias PaddedSize = Engine<Double>.PaddedSize
typealias Step = Engine<Double>.Step
