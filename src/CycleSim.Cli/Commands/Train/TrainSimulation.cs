using System.CommandLine;
using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Accelerator.Traffic;
using CycleSim.Arrays.Models;
using CycleSim.Cli.Arguments;
using CycleSim.Configuration;
using CycleSim.Configuration.Models;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Studies.Reports;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;
using CycleSim.Traces;
using CycleSim.Traces.Traffic;
using CycleSim.Workloads.Files;

namespace CycleSim.Cli.Commands.Train;

/// <summary>`cyclesim train --simulate`: lets the accelerator run the training steps that were recorded.</summary>
internal sealed class TrainSimulation : IDisposable
{
    private static readonly Option<bool> Simulate = new("--simulate")
    {
        Description = "Let the accelerator run the recorded steps (--record-steps; default: the last step)",
    };

    private static readonly Option<string> Memory = CommandOptions.Memory.WithDefault("stt-mram-heterogeneous");

    private static readonly Option<string> Capacity = CommandOptions.Capacity.WithDefault("48MiB");

    private static readonly Option<string> Machine = CommandOptions.Machine.WithDefault("paper");

    private static readonly Option<bool> Compares = CommandOptions.CompareBeforeWrite.Optional<bool>();

    // The tables of the training stand on standard output already, so only a file takes the result.
    private static readonly Option<string?> Json = (SharedOptions.Json with { FormerlyTookNextArgument = true }).Optional<string?>();

    // Options of cyclesim-train, which explains them.
    private static readonly Option<string?> Record = SharedOptions.RecordTraffic.Hidden<string?>();
    private static readonly Option<string?> NetworkName = SharedOptions.Network.Hidden<string?>();

    private readonly Workload? _network;
    private readonly string? _record;
    private readonly DirectoryInfo _temporary;
    private readonly JsonOutput _json;
    private readonly WriteScheme _scheme;
    private readonly MachineSpec _machine;
    private readonly MemoryTechnology _memory;
    private readonly long _capacityBytes;

    private TrainSimulation(ParseResult parsed)
    {
        _network = OwnNetwork(parsed.GetValue(NetworkName));
        _record = parsed.GetValue(Record);
        if (_record is not null)
            OutputFile.Check(_record);
        _json = JsonOutput.Of(parsed, Json, _record);
        if (_json.IsAlone)
            throw new InputException($"{Json.Name}: the tables of the training go to standard output; give a file: {Json.Name}=FILE");
        _scheme = SimulateCommand.SchemeOf(parsed.GetValue(Compares));
        _machine = MachineLoader.Load(parsed.GetRequiredValue(Machine));
        _memory = MemoryTechnologyLoader.Load(parsed.GetRequiredValue(Memory));
        _capacityBytes = OptionValue.Bytes(Capacity.Name, parsed.GetRequiredValue(Capacity));
        _temporary = Directory.CreateTempSubdirectory("cyclesim-");
    }

    internal static IEnumerable<Option> All => [Simulate, Memory, Capacity, Machine, Compares, Json, Record, NetworkName];

    /// <summary>The file that the recorded steps come in. It can be read again, which what the user names need not.</summary>
    private string TrafficPath => Path.Combine(_temporary.FullName, "step.cstt");

    /// <summary>Checks what --simulate needs, before anything is trained; null without it.</summary>
    /// <exception cref="InputException">The options are not valid.</exception>
    internal static TrainSimulation? Prepare(ParseResult parsed)
    {
        if (parsed.GetValue(Simulate))
            return new TrainSimulation(parsed);
        foreach (Option option in new Option[] { Compares, Json, Memory, Capacity, Machine })
            if (parsed.IsGiven(option))
                throw new InputException($"{option.Name}: goes with {Simulate.Name}");
        return null;
    }

    /// <summary>What the training program is told of network and recorded steps.</summary>
    internal static IEnumerable<string> Arguments(ParseResult parsed, TrainSimulation? simulation)
    {
        string? record = simulation?.TrafficPath ?? parsed.GetValue(Record);
        return
        [
            .. parsed.GetValue(NetworkName) is { } network ? [NetworkName.Name, network] : Array.Empty<string>(),
            .. record is null ? [] : new[] { Record.Name, record },
        ];
    }

    /// <summary>Runs the recorded steps and prints what came out.</summary>
    internal void Run()
    {
        TensorTraffic traffic = TrafficFile.Read(TrafficPath);
        if (_record is not null)
            OutputFile.WriteAtomically(_record, stream => TrafficFile.Write(stream, traffic));
        Interrupts.Say("interrupted; the training is done, its simulation is not");
        Workload network = _network ?? WorkloadLoader.Load(traffic.Network);
        var simulator = new TrainingStepSimulator(SimulateCommand.ProgramOf(network, traffic), _machine, _memory, _capacityBytes);
        using var interrupt = new InterruptToken();
        StepResult result = ProgressLine.Run(network.Name, report =>
        {
            simulator.Progress = report;
            return simulator.Run(interrupt.Token);
        });
        TrafficReport[] reports = SimulateCommand.Reports(result, _memory, _scheme, traffic);
        _json.Print(
            stream => StepReportFile.Write(stream, StepReport.Of(result, traffic.Seed, ToolVersion.Text, reports)),
            () => SimulateCommand.PrintTables(result, reports, details: false));
    }

    public void Dispose() => _temporary.Delete(recursive: true);

    // The training program reads the file, too.
    private static Workload? OwnNetwork(string? name)
    {
        if (name is null || !ModelStore.IsPath(name))
            return null;
        if (InputFile.IsReadOnce(name))
            throw new InputException($"{NetworkName.Name} {name}: with {Simulate.Name} the network is read twice; give a file, not a pipe");
        return WorkloadLoader.Load(name);
    }
}
