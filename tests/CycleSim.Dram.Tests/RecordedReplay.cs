using CycleSim.Dram.Commands;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Replay;
using CycleSim.Dram.Requests;
using CycleSim.Kernel;
using CycleSim.Platform;

namespace CycleSim.Dram.Tests;

/// <summary>A replay with all its commands and completions.</summary>
internal sealed class RecordedReplay : IRequestSource, ICompletionSink
{
    private readonly DramRequest[] _requests;
    private int _read;

    private RecordedReplay(DramSpec part, DramPolicy policy, DramRequest[] requests)
    {
        _requests = requests;
        Completions = new DramCompletion[requests.Length];
        var commands = new Hook<DramCommandRun>();
        var sequence = new CommandSequence(Commands.Add);
        commands.Subscribe((in DramCommandRun command) => sequence.Add(command));
        System = new DramSystem(part, policy, commands);
        try
        {
            new DramReplay(System, this).Run(this);
        }
        catch (InputException problem)
        {
            Problem = problem.Message;
        }

        sequence.Complete();
    }

    /// <summary>The DRAM after it.</summary>
    internal DramSystem System { get; }

    /// <summary>All commands.</summary>
    internal List<DramCommand> Commands { get; } = [];

    /// <summary>All completions.</summary>
    internal DramCompletion[] Completions { get; }

    /// <summary>Why it ended early; null when it did not.</summary>
    internal string? Problem { get; }

    /// <summary>Replays requests.</summary>
    internal static RecordedReplay Run(DramSpec part, DramPolicy policy, DramRequest[] requests) => new(part, policy, requests);

    /// <inheritdoc />
    public int Read(Span<DramRequest> into)
    {
        int count = Math.Min(into.Length, _requests.Length - _read);
        _requests.AsSpan(_read, count).CopyTo(into);
        _read += count;
        return count;
    }

    /// <inheritdoc />
    public void Completed(long index, in DramRequest request, in DramCompletion completion) => Completions[index] = completion;
}
