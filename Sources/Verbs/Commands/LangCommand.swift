import Language
import Notebook
import Units
import Words

extension Command<Session> {
    static let lang = Command(
        "lang", synonyms: ["language", "locale", "chinese", "english", "中文", "语言", "英文"],
        abstract: say(en: "Chooses the language of what is said.", zh: "选择界面语言。"),
        discussion: say(
            en: """
                At first it is that of --lang, SEXTANT_LANG, LC_ALL, LC_MESSAGES or LANG, the first of them that is set.
                Verbs, names, units and data files are the same in each, and with 'format json' or csv all is said in English. A saved session names its language, and
                'replay --check' compares in that.
                """,
            zh: """
                初始语言取自 --lang、SEXTANT_LANG、LC_ALL、LC_MESSAGES 或 LANG 中第一个已设置的。命令、名称、单位和数据文件在各语言中相同；使用“format json”或 csv 时一律用英文。\
                保存的会话写明其语言，“replay --check”按该语言比较。
                """),
        arguments: .choice("LANGUAGE", { @Sendable (tongue: Tongue) in tongue.title }),
        examples: ["lang zh", "lang en"]
    ) { (context: Context, tongue: Tongue) throws(Diagnostic) -> Outcome in
        var session = context.session
        session.tongue = tongue
        return Outcome(session, say: tongue.speak { StepWords.language(tongue.title) })
    }
}

extension Session {
    /// The same session in the language of the one who works on, with the command that leads there.
    func speaking(_ tongue: Tongue) -> Session {
        speaking(
            tongue, command: "\(Command.lang.name) \(tongue.rawValue)",
            answer: tongue.speak { StepWords.language(tongue.title) })
    }
}
