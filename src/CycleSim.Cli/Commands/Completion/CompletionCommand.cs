using System.CommandLine;
using CycleSim.Platform;
using CycleSim.Platform.Processes;

namespace CycleSim.Cli.Commands.Completion;

/// <summary>`cyclesim completion`: a script that makes a shell complete commands, options and their values.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, Func<IReadOnlyList<CompletedCommand>, string>> Shells = new()
    {
        ["bash"] = BashScript.Write,
        ["zsh"] = ZshScript.Write,
        ["fish"] = FishScript.Write,
        ["pwsh"] = PowerShellScript.Write,
    };

    private static readonly Argument<string> Shell = MakeShell();

    /// <summary>Makes the command.</summary>
    /// <param name="tree">Makes the tree of all commands.</param>
    internal static Command Create(Func<Command> tree)
    {
        var command = new Command(
            "completion",
            "Print a script that makes a shell complete commands, options and names of models. It is read when the shell starts:\n" +
            "  bash   source <(cyclesim completion bash)              in ~/.bashrc\n" +
            "  zsh    source <(cyclesim completion zsh)               in ~/.zshrc, behind compinit\n" +
            "  fish   cyclesim completion fish | source               in ~/.config/fish/config.fish\n" +
            "  pwsh   cyclesim completion pwsh | Out-String | iex     in $PROFILE\n\n" +
            "Example: cyclesim completion bash")
        {
            Shell,
        };
        command.SetAction(parsed =>
        {
            string shell = parsed.GetRequiredValue(Shell);
            if (!Shells.TryGetValue(shell, out Func<IReadOnlyList<CompletedCommand>, string>? write))
                throw new InputException($"completion {shell}: allowed are {string.Join(", ", Shells.Keys)}");
            Console.Out.Write(write(CompletedTree.Of(tree())));
            return ExitCode.Done;
        });
        return command;
    }

    private static Argument<string> MakeShell()
    {
        var shell = new Argument<string>("SHELL") { Description = $"The shell: {string.Join(", ", Shells.Keys)}" };
        shell.CompletionSources.Add([.. Shells.Keys]);
        return shell;
    }
}
