using System.CommandLine;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Accelerator.Traffic;
using CycleSim.Arrays;
using CycleSim.Cli.Output;
using CycleSim.Configuration;
using CycleSim.Studies.Reports;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;
using CycleSim.Traces;
using CycleSim.Training.Running;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Cli.Commands.Train;

/// <summary>What `cyclesim train` does with the tensors of chosen steps: writes them to a file, lets the accelerator run them, or both.</summary>
internal sealed class TrainTraffic
{
    private static readonly Option<string?> File = new("--record-traffic")
    {
        Description = "Record every tensor that chosen steps store, with its toggled bits; for `cyclesim simulate --traffic`",
    };

    private static readonly Option<string?> Steps = new("--record-steps") { Description = "Steps to record, from 0, joined by commas; default: the last step" };

    private static readonly Option<bool> Simulate = new("--simulate") { Description = "Let the accelerator run the recorded steps" };

    private static readonly Option<string> Memory = new("--memory")
    {
        Description = "Scratchpad technology of --simulate",
        DefaultValueFactory = _ => "stt-mram-heterogeneous",
    };

    private static readonly Option<string> Capacity = new("--capacity")
    {
        Description = "Total on-chip capacity of --simulate",
        DefaultValueFactory = _ => "48MiB",
    };

    private static readonly Option<string> Machine = new("--machine") { Description = "Machine of --simulate", DefaultValueFactory = _ => "paper" };

    private static readonly Option<bool> Compares = SimulateCommand.CompareOption();

    private static readonly Option<string?> Json = new("--json") { Description = "Write the result of --simulate as JSON to a file" };

    private readonly TrafficRecorder _recorder;
    private readonly string? _file;
    private readonly string? _json;
    private readonly WriteScheme _scheme;
    private readonly (MachineSpec Machine, MemoryTechnology Memory, long CapacityBytes)? _accelerator;

    private TrainTraffic(ParseResult parsed, TrafficRecorder recorder)
    {
        _recorder = recorder;
        _file = parsed.GetValue(File);
        if (_file is not null)
            OutputFile.Check(_file);
        _json = parsed.GetValue(Json);
        if (_json is not null)
            OutputFile.Check(_json);
        OutputFile.CheckDistinct(_file, _json);
        _scheme = SimulateCommand.SchemeOf(parsed.GetValue(Compares));
        if (parsed.GetValue(Simulate))
        {
            _accelerator = (
                MachineLoader.Load(parsed.GetRequiredValue(Machine)), MemoryTechnology.Load(parsed.GetRequiredValue(Memory)),
                OptionValue.Bytes(Capacity.Name, parsed.GetRequiredValue(Capacity)));
        }
    }

    internal static IEnumerable<Option> All => [File, Steps, Simulate, Memory, Capacity, Machine, Compares, Json];

    /// <summary>Checks that options have what they go with.</summary>
    /// <exception cref="InputException">They do not.</exception>
    internal static void Check(ParseResult parsed)
    {
        bool records = parsed.GetValue(File) is not null;
        bool simulates = parsed.GetValue(Simulate);
        if (!records && !simulates && parsed.GetValue(Steps) is not null)
            throw new InputException($"{Steps.Name}: goes with {File.Name} FILE or {Simulate.Name}");
        foreach (Option option in new Option[] { Compares, Json, Memory, Capacity, Machine })
            if (!simulates && parsed.GetResult(option) is { Implicit: false })
                throw new InputException($"{option.Name}: goes with {Simulate.Name}");
    }

    /// <summary>Starts recording when it is asked for.</summary>
    /// <exception cref="InputException">The options are not valid.</exception>
    internal static TrainTraffic? Start(ParseResult parsed, Trainer trainer)
    {
        if (parsed.GetValue(File) is null && !parsed.GetValue(Simulate))
            return null;
        var recorder = new TrafficRecorder(StepsOf(parsed.GetValue(Steps), trainer.Steps));
        trainer.Record(recorder);
        return new TrainTraffic(parsed, recorder);
    }

    /// <summary>Writes the file and runs the accelerator.</summary>
    internal void Finish(Network network, TrainingOptions options)
    {
        if (_recorder.Traffic.Steps.Count == 0)
            throw new InputException($"{Steps.Name}: the recorded steps were done before the run was resumed");
        _recorder.Traffic.ToolVersion = ToolVersion.Text;
        if (_file is not null)
            OutputFile.WriteAtomically(_file, stream => TrafficFile.Write(stream, _recorder.Traffic));
        if (_accelerator is not { } accelerator)
            return;
        StepProgram program = TrainingStepLowering.Lower(network, options.Batch);
        var simulator = new TrainingStepSimulator(program, accelerator.Machine, accelerator.Memory, accelerator.CapacityBytes);
        StepResult result = ProgressLine.Run(network.Name, report =>
        {
            simulator.Progress = report;
            return simulator.Run();
        });
        TrafficReport[] reports = SimulateCommand.Reports(result, accelerator.Memory, _scheme, _recorder.Traffic);
        StepTables.Print(result);
        foreach (TrafficReport report in reports)
            TrafficTables.Print(report);
        if (_json is not null)
        {
            var report = StepReport.Of(result, options.Seed, ToolVersion.Text, reports);
            OutputFile.WriteAtomically(_json, stream => StepReportFile.Write(stream, report));
        }
    }

    private static HashSet<long> StepsOf(string? text, long steps)
    {
        if (text is null)
            return [steps - 1];
        return [.. text.Split(',', StringSplitOptions.TrimEntries).Select(part =>
            NumberText.TryWhole(part, out long step) && step >= 0 && step < steps
                ? step
                : throw new InputException($"{Steps.Name} {text}: allowed are steps from 0 to {steps - 1} joined by commas, e.g. 10,20"))];
    }
}
