using System.Reflection;
using System.Text;

namespace CycleSim.Cli.Commands.Help;

/// <summary>
/// What the program says of itself: the list of its commands, and its version. It is there at once: no command is made for it.
/// </summary>
internal static class CommandList
{
    /// <summary>What the program is, in one line.</summary>
    internal const string Title = "CycleSim: training accelerators with SRAM and STT-MRAM scratchpads, cycle by cycle";

    private const int NameWidth = 13;

    /// <summary>The text that the arguments ask for; null if they ask for a command.</summary>
    /// <param name="arguments">Arguments of the program.</param>
    /// <param name="commands">All commands.</param>
    internal static string? Of(string[] arguments, IEnumerable<CommandEntry> commands) => arguments switch
    {
        [] or ["help"] or ["help", "--help"] or ["--help"] or ["-h"] or ["-?"] => Text(commands),
        ["--version"] => Version + "\n",
        _ => null,
    };

    /// <summary>The version, and behind a plus sign the revision of the source where it is known. Results name the version alone.</summary>
    internal static string Version =>
        typeof(CommandList).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static string Text(IEnumerable<CommandEntry> commands)
    {
        var text = new StringBuilder();
        text.Append(Title).Append("\n\n");
        text.Append("Usage: cyclesim COMMAND [options]\n\nCommands:\n");
        foreach (CommandEntry command in commands)
            text.Append("  ").Append(command.Name.PadRight(NameWidth)).Append(command.Summary).Append('\n');
        text.Append("\n`cyclesim COMMAND --help` explains a command, `cyclesim --version` prints the version.\n");
        text.Append("Example: cyclesim simulate --network lenet5-28x28-mnist --batch 64 --memory stt-mram --capacity 4MiB\n");
        return text.ToString();
    }
}
