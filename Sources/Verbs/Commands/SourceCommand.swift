import Language
import Notebook
import Storage
import Units
import Words

extension Command<Session> {
    static let source = Command(
        "source", synonyms: ["include", ".", "rc"],
        abstract: say(en: "Runs the commands of a file in this session.", zh: "在当前会话中执行文件里的命令。"),
        discussion: say(
            en: """
                'replay' begins with an empty session; this goes on with what is loaded. Where a command fails nothing of
                the file is kept. A saved session holds the commands, not the file. An interactive shell runs
                $XDG_CONFIG_HOME/sextant/rc (~/.config/sextant/rc) when it starts: a place for aliases and variables.
                """,
            zh: """
                “replay”从空会话开始；本命令在已有内容上继续。某条命令失败时，文件中的命令全部不保留。\\
                保存的会话写入的是命令而不是文件名。交互式 shell 启动时执行 $XDG_CONFIG_HOME/sextant/rc\\
                （默认 ~/.config/sextant/rc），可在其中写别名和变量。
                """),
        arguments: .path(say(en: "a script of commands", zh: "命令脚本"), endings: ["sextant", "rc"]), examples: [],
        isRecorded: false
    ) { (context: Context, path: Spanned<String>) throws(Diagnostic) -> Outcome in
        guard context.depth < ReplayText.deepest else {
            throw Diagnostic(DefinitionWords.isTooDeep(ReplayText.deepest), at: path.span)
        }
        let text = try context.environment.files.text(of: path, limit: .script, DefinitionWords.aScript)
        return try Sourcing.run(
            Script(text, name: path.value), ReplayText.distrusting(path.value, context))
    }
}
