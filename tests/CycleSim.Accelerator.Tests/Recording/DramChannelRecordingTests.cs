using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Recording;
using CycleSim.Accelerator.Replay;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Dram.Commands;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;
using CycleSim.Traces;
using CycleSim.Traces.Format;

namespace CycleSim.Accelerator.Tests.Recording;

/// <summary>A trace of a machine with several DRAM channels holds every command, its channel, and all that a replay needs.</summary>
public sealed class DramChannelRecordingTests : IDisposable
{
    private const long KiB = 1024;
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    public static TheoryData<int, string, long> Machines => new()
    {
        { 2, "ro ra ba ch co", 64 },
        { 2, "ro ra ba co ch", 64 },
        { 8, "ro ch ra ba co", 40 },
        { 4, "ro ra ba ch co", 8192 },
    };

    [Theory]
    [MemberData(nameof(Machines))]
    public void A_replay_gives_the_recorded_totals(int channels, string mapping, long kib)
    {
        MachineSpec machine = With(channels, mapping);
        StepResult recorded = Record(machine, kib, out _);
        using TraceFile file = TraceFile.Open(_path);
        ReplayTarget target = ReplayTarget.Recorded(file);
        Assert.Equal(machine, target.Machine);
        ReplayResult replayed = ClosedLoopReplay.Run(file, target);
        Assert.Equal(recorded.Operations.Select(operation => operation with { Gemm = null }), replayed.Operations);
        Assert.Equal(recorded.Energy, replayed.Energy);
        OpenLoopDram open = OpenLoopReplay.Run(file, target).Dram!;
        Assert.Equal((recorded.Dram.ReadBursts, recorded.Dram.WriteBursts), (open.Counts.ReadBursts, open.Counts.WriteBursts));
        Assert.Equal((0, 0, recorded.Dram), (open.LateCycles, open.DelayCycles, open.Counts));
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Commands_are_those_of_the_run_in_order_and_their_addresses_lead_back(int channels, string mapping, long kib)
    {
        MachineSpec machine = With(channels, mapping);
        StepResult recorded = Record(machine, kib, out List<DramCommandRun> commands);
        using TraceFile file = TraceFile.Open(_path);
        Assert.Equal((uint)channels, file.Header.DramChannels);
        TraceDram[] found = [.. file.Dram(0, long.MaxValue)];
        Assert.Equal(
            commands.Select(command => (DramCommandNames.Of(command.Kind), command.Cycle, command.Channel, command.Rank, command.Bank)),
            found.Select(command => (TraceNames.Of(command.Kind), command.Cycle, command.Channel, command.Rank, command.Bank)));
        Assert.Equal(found.OrderBy(command => command.Cycle), found);
        Assert.Equal(Enumerable.Range(0, channels), found.Select(command => command.Channel).Distinct().Order());
        Assert.Equal(recorded.Dram.Bursts, (long)file.End.DramBursts);
        Assert.Equal(recorded.Dram.Refreshes, found.Count(command => command.Kind == TraceDramKind.Refresh));
        var addresses = new AddressMapping(machine.Dram);
        TraceWindow window = TraceWindow.All with { Components = new HashSet<TraceComponent> { TraceComponent.Dram } };
        foreach (TraceRow row in new TraceRows(file).Within(window).Where(row => row.Kind is "RD" or "WR"))
        {
            long burst = row.Address / machine.Dram.BurstBytes;
            DramAddress place = addresses.Of(row.Address);
            Assert.Equal(
                (addresses.ChannelOf(burst), place.Rank, place.Bank, place.Row, place.Column),
                (row.Channel, row.Rank, row.Bank, row.Row, row.Column));
        }
    }

    [Fact]
    public void A_recording_that_is_cut_off_is_whole_in_all_channels_up_to_its_last_checkpoint()
    {
        using var stream = new MemoryStream();
        TrainingStepSimulator simulator = Simulator(With(4, "ro ra ba co ch"), 40);
        using (var recorder = new TraceRecorder(simulator, stream, new Header(), TraceSelection.All, checkpointPs: 20_000_000))
        {
            simulator.Run();
            recorder.Complete();
        }

        byte[] bytes = stream.ToArray();
        var full = RecordsByStart.Read(bytes);
        var times = new SortedSet<long>();
        for (int i = 5; i < 20; i++)
        {
            using var saved = new MemoryStream();
            End end = TraceSalvage.Run(new MemoryStream(bytes[..(bytes.Length * i / 20)]), "cut", saved, out _);
            Assert.Equal(full.Before((long)end.CompletePs), RecordsByStart.Read(saved.ToArray()).Before((long)end.CompletePs));
            times.Add((long)end.CompletePs);
        }

        Assert.True(times.Count > 3);
    }

    [Fact]
    public void Every_command_of_the_controller_has_a_kind_of_the_same_name()
    {
        foreach (DramCommandKind kind in Enum.GetValues<DramCommandKind>())
        {
            using var stream = new MemoryStream();
            TrainingStepSimulator simulator = Simulator(With(2, "ro ra ba ch co"), 64);
            using (var recorder = new TraceRecorder(simulator, stream, new Header(), TraceSelection.All))
            {
                simulator.Hooks.DramCommands.Emit(new DramCommandRun(kind, 7, 1, 3, 4, 5, 1, 0, Channel: 1));
                recorder.Complete();
            }

            using var reader = new TraceReader(new MemoryStream(stream.ToArray()), "t");
            TraceDram found = Assert.Single(reader.Dram(reader.Next()!.Dram));
            Assert.Equal((DramCommandNames.Of(kind), 1), (TraceNames.Of(found.Kind), found.Channel));
        }
    }

    private static MachineSpec With(int channels, string mapping)
    {
        MachineSpec machine = TestMachines.With(32, 48, banks: 16);
        return machine with { Dram = machine.Dram with { Channels = channels, Mapping = mapping } };
    }

    private static TrainingStepSimulator Simulator(MachineSpec machine, long kib) => new(
        TestMachines.Lower("lenet5-28x28-mnist", 3), machine, MemoryTechnologyLoader.Load("stt-mram"), kib * KiB);

    private StepResult Record(MachineSpec machine, long kib, out List<DramCommandRun> commands)
    {
        TrainingStepSimulator simulator = Simulator(machine, kib);
        var seen = new List<DramCommandRun>();
        simulator.Hooks.DramCommands.Subscribe((in DramCommandRun command) => seen.Add(command));
        using FileStream stream = File.Create(_path);
        using var recorder = new TraceRecorder(simulator, stream, new Header(), TraceSelection.All);
        StepResult result = simulator.Run();
        recorder.Complete();
        commands = seen;
        return result;
    }
}
