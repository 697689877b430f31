import CostModel
import Language
import Notebook
import Planning
import Presentation
import Units
import Words

/// Puts a report together, section by section.
struct ReportMaker {
    let source: ReportSource

    /// A section, declared once: its name, its heading, and what it says; left out where that is nothing.
    private struct Part {
        let name: String
        let heading: String
        let items: (ReportMaker) throws(Diagnostic) -> [Report.Item]
    }

    /// The sections in the order in which they are read: a new one is a line here.
    private static var parts: [Part] {
        [
            Part(name: "figures", heading: ReportWords.figures) { $0.figures() },
            Part(name: "question", heading: ReportWords.question) { $0.question() },
            Part(name: "plan", heading: ReportWords.plan) { $0.layout() },
            Part(name: "reasons", heading: ReportWords.reasons) { maker throws(Diagnostic) in try maker.reasons() },
            Part(name: "alternatives", heading: ReportWords.alternatives) { maker throws(Diagnostic) in
                try maker.alternatives()
            },
            Part(name: "cost", heading: ReportWords.cost) { $0.cost() },
            Part(name: "tails", heading: ReportWords.tails) { $0.tails() },
            Part(name: "load", heading: ReportWords.load) { maker throws(Diagnostic) in try maker.load() },
            Part(name: "sensitivity", heading: ReportWords.sensitivity) { maker throws(Diagnostic) in
                try maker.sensitivity()
            },
            Part(name: "trust", heading: ReportWords.trust) { $0.trust() },
            Part(name: "limits", heading: ReportWords.limits) { $0.limits() },
            Part(name: "details", heading: ReportWords.everyFigure) { $0.details() },
            Part(name: "replay", heading: ReportWords.replay) { $0.replay() },
            Part(name: "sources", heading: ReportWords.sources) { $0.sources() },
        ]
    }

    /// The whole report.
    func report() throws(Diagnostic) -> Report {
        var sections: [Report.Section] = []
        for part in Self.parts {
            if source.isCancelled() { throw .interrupted }
            source.environment.progress(part.heading)
            let items = try part.items(self)
            if !items.isEmpty {
                sections.append(Report.Section(name: part.name, heading: part.heading, items: items))
            }
        }
        source.environment.progress("")
        let subject = source.subject
        return Report(
            title: ReportWords.title(
                model: subject.model?.title ?? "", chip: Self.chips(subject, source.scenario)),
            answer: answer, sections: sections, footer: ReportWords.footer(Session.stamp))
    }

    /// `NVIDIA H20 + NVIDIA H800 (prefill)`.
    private static func chips(_ subject: PlanSubject, _ scenario: Scenario) -> String {
        let chip = subject.chip?.title ?? ""
        guard scenario.hasTwoChips, let prefill = subject.prefill else { return chip }
        return ReportWords.twoChips(chip, prefill.title)
    }

    /// What to do, in one sentence.
    private var answer: String {
        let plan = source.plan
        var scenario = plan.scenario
        // A plan may have worked the number of its prefill workers out.
        if scenario.deployment.prefillWorkers == 0 { scenario.deployment.prefillWorkers = plan.totals.prefillWorkers }
        let layout =
            scenario.workload.serving == .static ? PlanWords.configuration(plan) : SizingWords.layout(scenario)
        let conditions = source.plans.conditions
        return ReportWords.answer(
            chips: counted(scenario), model: source.subject.model?.title ?? "", layout,
            misses: Miss.all(conditions, by: plan).map(\.condition.text), asked: conditions.count)
    }

    /// `48 x NVIDIA H100`, each kind where there are two.
    private func counted(_ scenario: Scenario) -> String {
        let (all, subject) = (Metric.allChips.read(source.plan), source.subject)
        guard scenario.hasTwoChips else { return ReportWords.count(all, subject.chip?.title ?? "") }
        let (d, workers) = (scenario.deployment, scenario.deployment.prefillWorkers)
        let prefill = d.replicas * workers * scenario.prefillWorker.deployment.chips
        return ReportWords.twoChips(
            ReportWords.count(all - prefill, subject.chip?.title ?? ""),
            ReportWords.count(prefill, subject.prefill?.title ?? ""))
    }
}
