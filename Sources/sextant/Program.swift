import Language
import Units

extension ProgramDescription {
    /// This program: what `--help`, the manual page and completion say of it.
    static var sextant: ProgramDescription {
        ProgramDescription(
            calls: [
                Call(
                    "",
                    say(
                        en: "an interactive shell, or a script from standard input",
                        zh: "交互式 shell，或从标准输入读取脚本")),
                Call("FILE", say(en: "run a script and stop at the first error", zh: "执行脚本，遇到第一个错误即停止")),
                Call("VERB ...", say(en: "run one command", zh: "执行一条命令")),
                Call(
                    "guide",
                    say(
                        en: "a guided session: from a chip to a saved plan in five steps",
                        zh: "向导：五步从芯片到保存方案")),
                Call(
                    "serve [FOLDER]",
                    say(
                        en: "answer a program (MCP, JSON-RPC) that sees files beneath FOLDER",
                        zh: "为程序提供服务（MCP、JSON-RPC），只访问 FOLDER 之下的文件")),
            ] + ProgramOption.all.compactMap(\.usage) + [Call("--version | --help")],
            options: ProgramOption.all.compactMap { option in
                option.summary.map { Option(option.names, argument: option.argument, $0) }
            },
            environment: [
                "PAGER": say(
                    en: "Shows results taller than the terminal; less where it is not set, nothing where empty.",
                    zh: "显示高于终端的结果；未设置时用 less，为空时不用。"),
                "LESS": say(en: "Options of less; FRX where it is not set.", zh: "less 的选项；未设置时为 FRX。"),
                "NO_COLOR": say(
                    en: "Turns colour, weight and hints off where it is set and not empty; 'color on' overrules it.",
                    zh: "设置且非空时关闭颜色、粗体和提示；“color on”优先。"),
                "VISUAL, EDITOR": say(
                    en: "The program in which Ctrl-X Ctrl-E edits the line; vi where neither is set.",
                    zh: "Ctrl-X Ctrl-E 编辑该行所用的程序；都未设置时为 vi。"),
                "COLUMNS": say(en: "The width of the output where the terminal does not say.", zh: "终端不报告宽度时的输出宽度。"),
                "TERM": say(
                    en: "The kind of terminal; dumb turns off colour, the pager and moves of the cursor.",
                    zh: "终端类型；dumb 关闭颜色、分页和光标移动。"),
                "SEXTANT_HISTORY": say(en: "The file of earlier lines; empty for none.", zh: "历史文件；为空则不保存。"),
                "XDG_STATE_HOME": say(
                    en: "Where the file of earlier lines is kept otherwise; ~/.local/state by default.",
                    zh: "历史文件所在目录；默认 ~/.local/state。"),
                "XDG_CONFIG_HOME": say(
                    en: "Where the startup file sextant/rc is; ~/.config by default.",
                    zh: "启动文件 sextant/rc 所在目录；默认 ~/.config。"),
                "EDITRC": say(
                    en: "The file with the keys of the line editor, in place of ~/.editrc.",
                    zh: "行编辑器的按键文件，替代 ~/.editrc。"),
                "SEXTANT_LANG": say(
                    en: "The language, en or zh; before LC_ALL, LC_MESSAGES and LANG.",
                    zh: "语言，en 或 zh；优先于 LC_ALL、LC_MESSAGES 和 LANG。"),
            ],
            files: [
                "~/.local/state/sextant/history": say(
                    en: "Earlier lines; only their owner can read them.", zh: "输入过的命令；只有所有者可读。"),
                "~/.config/sextant/rc": say(
                    en: "Commands that an interactive shell runs when it starts.", zh: "交互式 shell 启动时执行的命令。"),
                "~/.editrc": say(
                    en: "Keys of the line editor; bind -v chooses those of vi.", zh: "行编辑器的按键；bind -v 选择 vi 方式。"),
            ],
            exitCodes: [
                "0": say(en: "All commands succeeded.", zh: "所有命令成功。"),
                "1": say(
                    en: "A command failed, and those behind it did not run.", zh: "有命令失败，其后的命令没有执行。"),
                "2": say(
                    en: "The program was called with arguments that make no sense.", zh: "程序的调用参数无效。"),
                "129": say(en: "The terminal went away.", zh: "终端已断开。"),
                "130": say(en: "Ctrl-C ended a script.", zh: "Ctrl-C 结束了脚本。"),
                "143": say(en: "SIGTERM ended it.", zh: "被 SIGTERM 结束。"),
            ])
    }
}
