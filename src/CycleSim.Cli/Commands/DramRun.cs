using CycleSim.Cli.Arguments;
using CycleSim.Cli.Output;
using CycleSim.Dram;
using CycleSim.Dram.Commands;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Replay;
using CycleSim.Dram.Requests;
using CycleSim.Kernel;
using CycleSim.Platform.Files;
using CycleSim.Terminal;

namespace CycleSim.Cli.Commands;

/// <summary>A replay of requests, with what is written of it meanwhile.</summary>
internal sealed class DramRun
{
    private readonly Hook<DramCommandRun> _hook = new();
    private readonly DramSpec _spec;
    private readonly DramPolicy _policy;
    private readonly ReplayStatistics _statistics = new();
    private DramSystem? _system;

    internal DramRun(DramSpec spec, DramPolicy policy, bool checks)
    {
        (_spec, _policy) = (spec, policy);
        Checker = checks ? new JedecChecker(spec) : null;
    }

    /// <summary>What was found wrong; null when nobody asked.</summary>
    internal JedecChecker? Checker { get; }

    /// <summary>The report.</summary>
    internal IReadOnlyList<(string Name, object? Value)> Columns => DramReport.Columns(_system!, _statistics);

    /// <summary>
    /// Replays the requests; the files, where there are any, are complete or not there. Where the policy blocks they hold what came before.
    /// </summary>
    internal void Replay(RequestInput input, string? commandFile, string? completionFile)
    {
        DramBlockedException? blocked = null;
        // A bar between the lines of a list would garble both.
        bool isListOnTerminal = !Console.IsOutputRedirected && new[] { commandFile, completionFile }.OfType<string>().Any(
            OutputFile.IsStandardOutput);
        Write(commandFile, commands => Write(
            completionFile, completions => blocked = Replay(input, commands, completions, showsProgress: !isListOnTerminal)));
        if (blocked is not null)
            throw blocked;
    }

    private static void Write(string? path, Action<Stream?> write)
    {
        if (path is null)
            write(null);
        else
            OutputFile.WriteAtomically(path, write);
    }

    private static void Run(DramReplay replay, IRequestSource source, bool showsProgress)
    {
        if (showsProgress)
            ProgressLine.Run("requests", report => replay.Run(new CountedRequests(source, 0, report)));
        else
            replay.Run(source);
    }

    private DramBlockedException? Replay(RequestInput input, Stream? commands, Stream? completions, bool showsProgress)
    {
        using CommandCsv? commandCsv = commands is null ? null : new CommandCsv(commands, _spec);
        using CompletionCsv? completionCsv = completions is null
            ? null
            : new CompletionCsv(completions, index => input.FileIndex?[index] ?? index);
        var sequence = new CommandSequence(command =>
        {
            Checker?.Add(command);
            commandCsv?.Write(command);
        });
        if (Checker is not null || commandCsv is not null)
            _hook.Subscribe((in DramCommandRun run) => sequence.Add(run));
        _system = new DramSystem(_spec, _policy, _hook);
        ICompletionSink sink = completionCsv is null
            ? _statistics
            : new Sinks(_statistics, new OrderedCompletions(completionCsv.Write));
        DramBlockedException? blocked = null;
        try
        {
            input.Use(source => Run(new DramReplay(_system, sink), source, showsProgress));
        }
        catch (DramBlockedException problem)
        {
            blocked = problem;
        }

        sequence.Complete();
        return blocked;
    }
}
