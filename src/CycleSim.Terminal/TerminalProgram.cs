using System.CommandLine;
using System.CommandLine.Parsing;
using CycleSim.Configuration.Keys;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;

namespace CycleSim.Terminal;

/// <summary>
/// A program at a terminal: parses, runs a command, and turns whatever goes wrong into one message and an <see cref="ExitCode"/>.
/// </summary>
public static class TerminalProgram
{
    /// <summary>Runs the command that the arguments name.</summary>
    /// <param name="name">Name of the program, which messages start with.</param>
    /// <param name="arguments">Arguments of the program.</param>
    /// <param name="build">Makes the tree of commands.</param>
    /// <returns>Exit code, one of <see cref="ExitCode"/>.</returns>
    public static int Run(string name, IReadOnlyList<string> arguments, Func<RootCommand> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        using var interrupts = new Interrupts(name);
        OutputFile.StartCommand();
        InputNotes.Program = name;
        try
        {
            RootCommand root = build();
            NumberParser.Apply(root);
            ParseResult parsed = Parse(name, root, arguments);
            return parsed.Errors.Count > 0 || ParseErrors.HasUnknownCommand(parsed)
                ? Refuse(name, parsed)
                : parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
#pragma warning disable CA1031 // the last line of defence: whatever else goes wrong is a failure with one message
        catch (Exception problem)
#pragma warning restore CA1031
        {
            return Report(name, problem);
        }
        finally
        {
            InputFile.ForgetPipes();
        }
    }

    /// <summary>Prints a text that needs no command.</summary>
    /// <param name="name">Name of the program, which messages start with.</param>
    /// <param name="text">The text.</param>
    /// <returns>Exit code, one of <see cref="ExitCode"/>.</returns>
    public static int Print(string name, string text)
    {
        try
        {
            Console.Out.Write(text);
            Console.Out.Flush();
            return ExitCode.Done;
        }
        catch (Exception problem) when (problem is OutputException or IOException)
        {
            return Report(name, problem);
        }
    }

    private static ParseResult Parse(string name, RootCommand root, IReadOnlyList<string> arguments)
    {
        (IReadOnlyList<string> read, IReadOnlyList<string> notes) = FormerForms.Read(root, arguments);
        foreach (string note in notes)
            Console.Error.WriteLine($"{name}: note: {note}");
        return root.Parse(read);
    }

    private static int Refuse(string name, ParseResult parsed)
    {
        foreach (string message in ParseErrors.Messages(parsed))
            Console.Error.WriteLine($"{name}: {MessageText.Of(message)}");
        Console.Error.WriteLine($"See `{CommandText(name, parsed)} --help`.");
        return ExitCode.WrongInput;
    }

    private static int Report(string name, Exception problem)
    {
        (int code, string? message) = problem switch
        {
            InputException => (ExitCode.WrongInput, problem.Message),
            OutputException { ReaderLeft: true } => (ExitCode.ReaderLeft, null),
            RunInterruptedException or OutputException or LockedException or ChildProgramException => (ExitCode.Failed, problem.Message),
            OperationCanceledException => (ExitCode.Failed, Interrupts.Message),
            IOException or UnauthorizedAccessException => (ExitCode.Failed, $"failed: {problem.Message}"),
            _ => (ExitCode.Failed, $"failed: {problem.Message} ({problem.GetType().Name}); please report this as a bug"),
        };
        if (message is not null)
            Console.Error.WriteLine($"{name}: {MessageText.Of(message)}");
        return code;
    }

    private static string CommandText(string name, ParseResult parsed)
    {
        IEnumerable<string> names = [];
        for (CommandResult? command = parsed.CommandResult; command is not null; command = command.Parent as CommandResult)
            names = names.Prepend(command.Command is RootCommand ? name : command.Command.Name);
        return string.Join(' ', names);
    }
}
