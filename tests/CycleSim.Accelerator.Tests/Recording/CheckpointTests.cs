using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Recording;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Traces;
using CycleSim.Traces.Format;

namespace CycleSim.Accelerator.Tests.Recording;

/// <summary>
/// A recording that ends early says up to which time it is complete: up to there it is the whole trace, and not much more is.
/// </summary>
public sealed class CheckpointTests
{
    private const long KiB = 1024;
    private const long CheckpointPs = 20_000_000;

    private static readonly MachineSpec Machine = TestMachines.With(32, 48, banks: 24);

    [Theory]
    [InlineData(40)]
    [InlineData(256)]
    [InlineData(8192)]
    public void Wherever_a_recording_is_cut_off_it_is_whole_up_to_the_time_it_states(long kib) => CheckCuts(kib, Machine);

    /// <summary>Waits are told of at their end, phases of array and DRAM out of order.</summary>
    [Theory]
    [InlineData(256, "atomic")]
    [InlineData(40, "tiled")]
    public void So_is_one_of_tiles_that_overlap(long kib, string residency) =>
        CheckCuts(kib, Machine with { Ordering = "overlapped", Residency = residency, Overlap = OverlapSpec.PingPong });

    private static void CheckCuts(long kib, MachineSpec machine)
    {
        Recording recording = Record(kib, TraceSelection.All, machine: machine);
        var full = RecordsByStart.Read(recording.Bytes);
        int checkpoints = 0;
        long before = -1;
        foreach (int length in Cuts(recording.Bytes))
        {
            (byte[] saved, long completePs) = Salvage(recording.Bytes[..length]);
            var part = RecordsByStart.Read(saved);
            Assert.Equal(full.Before(completePs), part.Before(completePs));
            // Accesses and folds of a phase are told of at its start, while DRAM works on.
            long reached = machine.Ordering == "overlapped" ? part.LastPhasePs : part.LastStartPs;
            Assert.True(completePs > recording.MarksPs.Where(mark => mark <= reached).DefaultIfEmpty().Max() - CheckpointPs);
            checkpoints += completePs > before ? 1 : 0;
            before = completePs;
        }

        Assert.True(checkpoints >= 3, $"{checkpoints} checkpoints are too few to show anything");
    }

    [Theory]
    [InlineData(TraceComponent.Dram)]
    [InlineData(TraceComponent.Weight)]
    [InlineData(TraceComponent.Folds, TraceComponent.Transfers)]
    public void What_is_not_recorded_holds_nothing_back(params TraceComponent[] components)
    {
        Recording recording = Record(256, TraceSelection.All with { Components = components.ToHashSet() });
        // All records are there; what is missing are index and closing chunk.
        (byte[] saved, long completePs) = Salvage(recording.Bytes[..^20]);
        Assert.Equal(RecordsByStart.Read(recording.Bytes).Before(long.MaxValue), RecordsByStart.Read(saved).Before(long.MaxValue));
        Assert.Equal(recording.MarksPs[^1], completePs);
    }

    [Fact]
    public void A_window_is_complete_when_the_run_has_passed_it()
    {
        Recording recording = Record(256, TraceSelection.All with { FromCycle = 20_000, ToCycle = 90_000 });
        (byte[] saved, long completePs) = Salvage(recording.Bytes[..^20]);
        Assert.True(completePs >= 90_000 * Machine.ClockPeriodPs);
        Assert.Equal(RecordsByStart.Read(recording.Bytes).Before(long.MaxValue), RecordsByStart.Read(saved).Before(long.MaxValue));
    }

    [Fact]
    public void The_recorded_time_follows_every_transfer_and_operation()
    {
        var phases = new List<PhaseInterval>();
        Recording recording = Record(
            40, TraceSelection.All, simulator => simulator.Hooks.Phase.Subscribe((in PhaseInterval phase) => phases.Add(phase)));
        Assert.Equal(recording.MarksPs.Order(), recording.MarksPs);
        long slackPs = TraceRecorder.MaxLossPs / 10;
        foreach (PhaseInterval phase in phases.Where(phase => phase.Kind == PhaseKind.Dram))
        {
            long endPs = phase.EndCycle * Machine.ClockPeriodPs;
            Assert.InRange(recording.MarksPs.Where(mark => mark <= endPs).Max(), endPs - slackPs, endPs);
        }

        long runPs = phases[^1].EndCycle * Machine.ClockPeriodPs;
        Assert.InRange(recording.MarksPs[^1], runPs - Machine.Dram.ClockPeriodPs, runPs);
    }

    [Fact]
    public void An_interrupted_recording_states_all_that_it_has_seen()
    {
        Recording whole = Record(256, TraceSelection.All);
        using var cancellation = new CancellationTokenSource();
        Recording recording = Record(
            256, TraceSelection.All, simulator => simulator.Progress = (done, _) =>
            {
                if (done == 9)
                    cancellation.Cancel();
            },
            cancellation: cancellation.Token);
        (byte[] saved, long completePs) = Salvage(recording.Bytes);
        Assert.Equal(recording.MarksPs[^1], completePs);
        Assert.True(completePs > 0 && completePs < whole.MarksPs[^1]);
        Assert.Equal(RecordsByStart.Read(whole.Bytes).Before(completePs), RecordsByStart.Read(saved).Before(completePs));
    }

    [Fact]
    public void A_recording_that_was_not_cut_off_states_nothing() =>
        Assert.False(TraceSalvage.Run(new MemoryStream(Record(256, TraceSelection.All).Bytes), "t", null, out _).HasCompletePs);

    /// <summary>Cuts behind frames, one byte short of them, and at even distances.</summary>
    private static SortedSet<int> Cuts(byte[] bytes)
    {
        const int spread = 12;
        int header = 16 + BitConverter.ToInt32(bytes, 8);
        var frames = new List<int>();
        for (int at = header; at + 8 < bytes.Length - 16; at += 8 + BitConverter.ToInt32(bytes, at))
            frames.Add(at);
        var cuts = new SortedSet<int>();
        for (int i = 0; i <= spread; i++)
        {
            int frame = frames[i * (frames.Count - 1) / spread];
            cuts.UnionWith([frame, Math.Max(header, frame - 1), header + (bytes.Length - 1 - header) * i / spread]);
        }

        return cuts;
    }

    private static (byte[] Saved, long CompletePs) Salvage(byte[] damaged)
    {
        using var target = new MemoryStream();
        End end = TraceSalvage.Run(new MemoryStream(damaged), "cut", target, out string? problem);
        Assert.NotNull(problem);
        // The new file states the same, also when it is salvaged once more.
        End again = TraceSalvage.Run(new MemoryStream(target.ToArray()), "saved", null, out string? none);
        Assert.Null(none);
        Assert.Equal(end, again);
        Assert.True(end.HasCompletePs);
        return (target.ToArray(), (long)end.CompletePs);
    }

    private static Recording Record(
        long kib, TraceSelection selection, Action<TrainingStepSimulator>? prepare = null, MachineSpec? machine = null,
        CancellationToken cancellation = default)
    {
        var simulator = new TrainingStepSimulator(
            TestMachines.Lower("lenet5-28x28-mnist", 3), machine ?? Machine, MemoryTechnologyLoader.Load("stt-mram"), kib * KiB);
        var marks = new List<long>();
        simulator.Hooks.CompletePs.Subscribe((in long ps) => marks.Add(ps));
        prepare?.Invoke(simulator);
        using var stream = new MemoryStream();
        using (var recorder = new TraceRecorder(simulator, stream, new Header { Network = "lenet5" }, selection, CheckpointPs))
        {
            try
            {
                simulator.Run(cancellation);
                recorder.Complete();
            }
            catch (OperationCanceledException)
            {
                // The recorder closes what it has.
            }
        }

        return new Recording(stream.ToArray(), marks);
    }

    private sealed record Recording(byte[] Bytes, List<long> MarksPs);
}
