using System.CommandLine;
using CycleSim.Cli.Commands;
using CycleSim.Cli.Commands.Device;
using CycleSim.Cli.Commands.Plot;
using CycleSim.Cli.Commands.Study;
using CycleSim.Cli.Commands.Trace;
using CycleSim.Cli.Commands.Train;
using CycleSim.Configuration;
using CycleSim.Traces;

namespace CycleSim.Cli;

/// <summary>The command `cyclesim`: parses, calls, prints. Exit codes: 0 done, 1 failed, 2 wrong usage or input.</summary>
internal static class CommandLine
{
    internal const int Done = 0;
    internal const int Failed = 1;
    internal const int WrongInput = 2;

    /// <summary>What the shell says of programs that a closed pipe ends, as it does most: 128 and the number of the signal.</summary>
    private const int ReaderLeft = 141;

    internal static int Run(string[] arguments)
    {
        using var interrupts = new Interrupts();
        OutputFile.StartCommand();
        try
        {
            RootCommand root = Build();
            ParseResult parsed = root.Parse(arguments);
            return parsed.Errors.Count > 0
                ? Refuse(parsed)
                : parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
#pragma warning disable CA1031 // the last line of defence: whatever else goes wrong is a failure with one message
        catch (Exception problem)
#pragma warning restore CA1031
        {
            return Report(problem);
        }
        finally
        {
            InputFile.ForgetPipes();
        }
    }

    private static int Refuse(ParseResult parsed)
    {
        foreach (string message in parsed.Errors.Select(error => error.Message).Distinct())
            Console.Error.WriteLine($"cyclesim: {message}");
        Console.Error.WriteLine($"See `{Help(parsed)} --help`.");
        return WrongInput;
    }

    private static int Report(Exception problem)
    {
        (int code, string? message) = problem switch
        {
            InputException or TraceFormatException => (WrongInput, problem.Message),
            OutputException { ReaderLeft: true } => (ReaderLeft, null),
            InterruptedException or OutputException or LockedException => (Failed, problem.Message),
            OperationCanceledException => (Failed, Interrupts.Message),
            IOException or UnauthorizedAccessException => (Failed, $"failed: {problem.Message}"),
            _ => (Failed, $"failed: {problem.Message} ({problem.GetType().Name}); please report this as a bug"),
        };
        if (message is not null)
            Console.Error.WriteLine($"cyclesim: {message}");
        return code;
    }

    /// <summary>The bytes that an option names.</summary>
    /// <exception cref="InputException">It names none; the message says which option.</exception>
    internal static long Bytes(string option, string text)
    {
        try
        {
            return ByteSize.Parse(text);
        }
        catch (InputException problem)
        {
            throw new InputException($"{option}: {problem.Message}");
        }
    }

    /// <summary>Adds options that several commands share.</summary>
    internal static void Add(Command command, IEnumerable<Option> options)
    {
        foreach (Option option in options)
            command.Add(option);
    }

    internal static RootCommand Build()
    {
        RootCommand root = Commands();
        NumberParser.Apply(root);
        return root;
    }

    private static RootCommand Commands() => new("CycleSim: training accelerators with SRAM and STT-MRAM scratchpads, cycle by cycle")
    {
        SimulateCommand.Create(),
        ArrayCommand.Create(),
        SystolicCommand.Create(),
        DramReplayCommand.Create(),
        TraceCommand.Create(),
        PlotCommand.Create(),
        DeviceCommand.Create(),
        TrainCommand.Create(),
        CompareCommand.Create(),
        SweepCommand.Create(),
        ReproduceCommand.Create(),
        OptimizeCommand.Create(),
        ModelsCommand.Create(),
    };

    private static string Help(ParseResult parsed)
    {
        IEnumerable<string> names = [];
        for (var command = parsed.CommandResult; command is not null; command = command.Parent as System.CommandLine.Parsing.CommandResult)
            names = names.Prepend(command.Command is RootCommand ? "cyclesim" : command.Command.Name);
        return string.Join(' ', names);
    }
}
