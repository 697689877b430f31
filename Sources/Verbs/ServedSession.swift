import Catalog
import Language
import Service
import Words

extension Session {
    /// What programs are served: these verbs as tools, a new one is a line here.
    public static let served = ServedShell<Session>(
        name: "sextant", title: { ServedWords.title }, instructions: { ServedWords.instructions },
        describe: { description }, settings: "parameter",
        steps: [
            ServedStep("arch", examples: { Catalog.chips.map(\.name) }, ServedWords.arch) { "arch load \($0)" },
            ServedStep("prefill_arch", ServedWords.prefillArch) { "arch load \($0) as prefill" },
            ServedStep("model", examples: { Catalog.models.map(\.name) }, ServedWords.model) { "model load \($0)" },
            ServedStep("slo", isList: true, ServedWords.slo) { "slo \($0)" },
        ],
        verbs: [
            ServedVerb("size", listsSettings: true), ServedVerb("eval", listsSettings: true),
            ServedVerb("sweep", listing: (ranked: "top", asFound: "rows"), listsSettings: true),
            ServedVerb("explain"), ServedVerb("whynot"), ServedVerb("calibrate"),
        ])
}
