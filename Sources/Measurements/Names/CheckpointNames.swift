import Catalog
import CostModel

/// What names of checkpoints and of chips stand for, for those who read them elsewhere than in tables.
public enum CheckpointNames {
    /// The model of the catalogue that one of some names stands for, such as `nvidia/DeepSeek-R1-0528-FP4-V2`; nil where none
    /// does.
    public static func model(_ names: [String]) -> String? { ResultNames.model(names) }

    /// The nearest models of the catalogue to a name that stands for none.
    public static func nearest(_ name: String) -> String? {
        do throws(RowFault) {
            let last = name.split(separator: "/").last.map(String.init) ?? name
            return try ModelNames.find(last, column: "model").name
        } catch {
            if case .unknown(_, _, _, let nearest) = error { return nearest }
            return nil
        }
    }

    /// The chip of the catalogue that a name such as `NVIDIA-H100-80GB-HBM3` has in it; nil where none is.
    public static func chip(_ name: String) -> String? { ResultNames.chip(name, ChipNames(replacements: [:])) }

    /// The format of weights that a flag states, or else a checkpoint's name; nil for that of the catalogue.
    public static func weights(stated: String?, names: [String]) -> PrecisionFormat? {
        ResultNames.weights(stated: stated, model: names)
    }

    /// The element format of a KV cache by the name that a runtime has for it; nil for that of the checkpoint.
    public static func cache(_ name: String?) -> String? { ResultNames.cache(name) }

    /// Puts a format of weights into a model, as checkpoints of that name have it.
    public static func apply(_ format: PrecisionFormat, to model: inout Model) {
        CheckpointFormat.apply(matrices: format, experts: format, to: &model)
    }
}
