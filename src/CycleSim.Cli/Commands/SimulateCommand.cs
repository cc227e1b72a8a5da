using System.CommandLine;
using System.Diagnostics;
using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Recording;
using CycleSim.Accelerator.Steps;
using CycleSim.Accelerator.Traffic;
using CycleSim.Arrays.Models;
using CycleSim.Cli.Arguments;
using CycleSim.Cli.Output;
using CycleSim.Configuration;
using CycleSim.Configuration.Text;
using CycleSim.Device.Junction;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Studies.Pages;
using CycleSim.Studies.Reports;
using CycleSim.Studies.Timeline;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;
using CycleSim.Traces;
using CycleSim.Traces.Traffic;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Optimizers;

namespace CycleSim.Cli.Commands;

/// <summary>`cyclesim simulate`: one training step, every access timed.</summary>
internal static class SimulateCommand
{
    private static readonly Option<string> Network = CommandOptions.Network.WithDefault("vgg16-cifar100");

    private static readonly Option<int> Batch = (SharedOptions.Batch with { Range = TrainingStepLowering.BatchSizes }).WithDefault(512);

    private static readonly Option<string> Memory = CommandOptions.Memory.WithDefault("stt-mram");

    private static readonly Option<string> Capacity = CommandOptions.Capacity.WithDefault("48MiB");

    private static readonly Option<string> Machine = CommandOptions.Machine.WithDefault("paper");

    private static readonly Option<string?> Layers = new OptionSpec(
        "--layers", "Only layers A..B (names or indices from 0), e.g. conv1..pool1")
    {
        ValueForm = "A..B",
    }.Optional<string?>();

    private static readonly Option<ulong?> Seed = (SharedOptions.Seed with
    {
        Meaning = "Seed of the attempts at verified writes, instead of the machine's write_verify.seed; recorded with the result",
    }).Optional<ulong?>();

    private static readonly Option<string?> Json = (SharedOptions.Json with { FormerlyTookNextArgument = true }).Optional<string?>();

    private static readonly Option<bool> Lifetimes = new("--lifetimes")
    {
        Description = "Also report for how long data stay in the scratchpads, and the magnetic barrier that this needs, of the " +
            $"memory's junction at the temperature of its circuits; {MagneticTunnelJunction.DefaultName} is assumed where it names none",
    };

    private static readonly Option<string?> Timeline = new("--timeline")
    {
        HelpName = "FILE",
        Description = "Draw which layer works and what each component does when: .png or .svg, or .html to zoom in a browser",
    };

    private static readonly Option<string?> Page = new OptionSpec(
        "--report", "Write a page about the run, to open in a browser: where time and energy went, layers, roofline, timeline")
    {
        ValueForm = "FILE.html",
        Since = "0.2",
    }.Optional<string?>();

    private static readonly Option<string?> Trace = new("--trace")
    {
        HelpName = "FILE",
        Description = "Record every scratchpad access, DRAM command, transfer, phase, fold and wait to a file (.cst)",
    };

    private static readonly Option<string?> TraceFrom = new("--trace-from")
    {
        HelpName = "TIME",
        Description = "Record from this simulated time on, e.g. 10us",
    };

    private static readonly Option<string?> TraceTo = new("--trace-to")
    {
        HelpName = "TIME",
        Description = "Record up to this simulated time",
    };

    private static readonly Option<string?> TraceComponents = new("--trace-components")
    {
        HelpName = "LIST",
        Description = $"Record only some, separated by commas: {TraceArguments.ComponentNames}",
    };

    private static readonly Option<bool> Details = CommandOptions.Details.Optional<bool>();

    private static readonly Option<bool> NoFastForward = CommandOptions.NoFastForward.Optional<bool>();

    private static readonly Option<string?> Traffic = new("--traffic")
    {
        HelpName = "FILE",
        Description = "Tensors of a real training step (`cyclesim train --record-traffic`): data-dependent write energy and expected " +
            "errors; gives network and batch",
    };

    private static readonly Option<bool> Compares = CommandOptions.CompareBeforeWrite.Optional<bool>();

    internal static Command Create()
    {
        var command = new Command(
            "simulate",
            "Run one training step and report cycles, accesses and energy for each layer and pass.\n\n" +
            "Example: cyclesim simulate --network vgg16-cifar100 --batch 512 --memory stt-mram --capacity 48MiB --timeline step.png")
        {
            Network, Batch, CommandOptions.Optimizer, CommandOptions.Precision, Memory, Capacity, Machine, Layers, Seed, Json, Details,
            Lifetimes, Page, Timeline, Trace, TraceFrom, TraceTo, TraceComponents, Traffic, Compares, NoFastForward,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        TensorTraffic? traffic = parsed.GetValue(Traffic) is { } trafficFile ? TrafficFile.Read(trafficFile) : null;
        MachineSpec machine = Seeded(parsed, MachineLoader.Load(parsed.GetRequiredValue(Machine)));
        var step = new SimulatedStep(
            traffic is null ? Program(parsed) : ProgramOf(parsed, traffic),
            machine,
            MemoryTechnologyLoader.Load(parsed.GetRequiredValue(Memory)),
            OptionValue.Bytes(Capacity.Name, parsed.GetRequiredValue(Capacity)),
            StepReport.SeedOf(machine, parsed.GetValue(Seed)));
        JsonOutput json = CheckOutputs(parsed);
        TraceSelection selection = Selection(parsed, step.Machine);

        TrainingStepSimulator simulator = step.Simulator();
        simulator.FastForward = !parsed.GetValue(NoFastForward);
        if (simulator.FastForward && step.Machine.Scratchpad.WriteVerify is not null)
        {
            Console.Error.WriteLine(
                "cyclesim: note: attempts of verified writes are drawn one by one, so every access is simulated, which is slower");
        }

        StepActivity? timeline =
            parsed.GetValue(Timeline) is null && parsed.GetValue(Page) is null ? null : new StepActivity(simulator);
        var watch = Stopwatch.StartNew();
        StepResult result = Simulate(simulator, step, selection, parsed.GetValue(Trace));
        watch.Stop();

        WriteScheme scheme = SchemeOf(parsed.GetValue(Compares));
        TrafficReport[] stored = traffic is null ? [] : Reports(result, step.Memory, scheme, traffic);
        StepReport report = Report(parsed, result, step, stored);
        // Files first: whoever reads the tables may stop after their first lines.
        if (parsed.GetValue(Timeline) is { } picture)
            TimelineFile.Write(picture, result, timeline!);
        if (parsed.GetValue(Page) is { } page)
            OutputFile.WriteAtomically(page, stream => StepPage.Write(stream, result, report, timeline!));
        json.Print(stream => StepReportFile.Write(stream, report), () => PrintTables(result, stored, report, parsed.GetValue(Details)));
        HostSpeed.Print(result.Cycles.Total, watch);
        return ExitCode.Done;
    }

    private static JsonOutput CheckOutputs(ParseResult parsed)
    {
        if (parsed.GetValue(Traffic) is null && parsed.GetValue(Compares))
            throw new InputException($"{Compares.Name}: goes with {Traffic.Name} FILE, which says what bits toggle");
        if (parsed.GetValue(Timeline) is { } picture)
            TimelineFile.CheckName(picture);
        if (parsed.GetValue(Trace) is { } trace && OutputFile.IsStandardOutput(trace))
            throw new InputException($"--trace {trace}: a trace cannot go to stdout, where the tables go; give a file or a pipe");
        JsonOutput json = JsonOutput.Of(parsed, Json);
        string?[] files = [parsed.GetValue(Timeline), parsed.GetValue(Trace), parsed.GetValue(Page)];
        OutputFile.CheckDistinct([parsed.GetValue(Traffic), json.Path, .. files]);
        foreach (string? file in files)
            if (file is not null)
                OutputFile.Check(file);
        return json;
    }

    /// <summary>The machine with the seed that was asked for.</summary>
    private static MachineSpec Seeded(ParseResult parsed, MachineSpec machine)
    {
        if (parsed.GetValue(Seed) is not { } seed || machine.Scratchpad.WriteVerify is not { } verify)
            return machine;
        if (seed > int.MaxValue)
            throw new InputException($"{Seed.Name} {seed}: is out of range; allowed where writes are verified: 0 to {int.MaxValue}");
        return machine with { Scratchpad = machine.Scratchpad with { WriteVerify = verify with { Seed = (int)seed } } };
    }

    private static StepProgram Program(ParseResult parsed)
    {
        StepProgram program = WorkloadLoader.Load(parsed.GetRequiredValue(Network)).Lower(
            parsed.GetRequiredValue(Batch), CommandOptions.UpdateOf(parsed));
        return parsed.GetValue(Layers) is { } range ? Restrict(program, range, parsed.GetRequiredValue(Network)) : program;
    }

    private static StepProgram ProgramOf(ParseResult parsed, TensorTraffic traffic)
    {
        foreach (Option option in new Option[] { Network, Batch, Layers, CommandOptions.Optimizer, CommandOptions.Precision })
            if (parsed.IsGiven(option))
                throw new InputException($"{option.Name}: the traffic is of {traffic.Network} with batch {traffic.Batch}; leave it out");
        return ProgramOf(WorkloadLoader.Load(traffic.Network), traffic);
    }

    /// <summary>The step that was recorded, with the update of its optimizer.</summary>
    /// <exception cref="InputException">The optimizer is unknown.</exception>
    internal static StepProgram ProgramOf(Workload network, TensorTraffic traffic)
    {
        IOptimizer optimizer = traffic.Optimizer.Length == 0 ? OptimizerKinds.Sgd : OptimizerKinds.All.Get(traffic.Optimizer);
        return network.Lower((int)traffic.Batch, new ParameterUpdate(optimizer, MixedPrecisions.Fp32));
    }

    /// <summary>What <see cref="CommandOptions.CompareBeforeWrite"/> means.</summary>
    internal static WriteScheme SchemeOf(bool compares) => compares ? WriteScheme.CompareBeforeWrite : WriteScheme.EveryBit;

    /// <summary>What each recorded step means on the machine.</summary>
    internal static TrafficReport[] Reports(StepResult result, MemoryTechnology memory, WriteScheme scheme, TensorTraffic traffic) =>
        [.. Enumerable.Range(0, traffic.Steps.Count).Select(step => TrafficReport.Of(result, memory, scheme, traffic, step))];

    private static StepProgram Restrict(StepProgram program, string range, string model)
    {
        string[] ends = range.Split("..");
        if (ends.Length is < 1 or > 2 || ends.Any(string.IsNullOrWhiteSpace))
            throw new InputException($"--layers {range}: write A..B with names or indices of layers, e.g. conv1..pool1 or 0..4");
        int first = LayersOf(program.Network, ends[0], model).First;
        int last = LayersOf(program.Network, ends[^1], model).Last;
        return first <= last
            ? program.Restrict(first, last)
            : throw new InputException($"--layers {range}: the first layer comes after the last");
    }

    /// <summary>The layer of a name or index; the parts of a layer that consists of several, as of attention.</summary>
    private static (int First, int Last) LayersOf(INetwork network, string text, string model)
    {
        int count = network.Layers.Count;
        if (NumberText.TryWhole(text, out int index) && index >= 0 && index < count)
            return (index, index);
        if (network.Layers.FirstOrDefault(layer => layer.Name == text) is { } exact)
            return (exact.Index, exact.Index);
        ILayer[] parts = [.. network.Layers.Where(layer => layer.Name.StartsWith($"{text}.", StringComparison.Ordinal))];
        return parts is [{ Index: int first }, ..]
            ? (first, parts[^1].Index)
            : throw new InputException(
                $"--layers: a training step of {network.Name} has no layer \"{text}\"; allowed are 0 to {count - 1} or the names that " +
                $"`cyclesim models show {ShellWord.Of(model)}` lists");
    }

    private static StepResult Simulate(TrainingStepSimulator simulator, SimulatedStep step, TraceSelection selection, string? path)
    {
        using PendingFile? trace = path is null ? null : OutputFile.Create(path);
        try
        {
            return Simulate(simulator, step, selection, trace);
        }
        catch (OperationCanceledException) when (trace?.PartPath is { } part)
        {
            throw new RunInterruptedException(
                $"interrupted; {part} holds whole chunks up to its end: `cyclesim trace verify {ShellWord.Of(part)} --salvage FILE` "
                + "makes a trace of them; the same command starts over");
        }
    }

    private static StepResult Simulate(TrainingStepSimulator simulator, SimulatedStep step, TraceSelection selection, PendingFile? file)
    {
        using var interrupt = new InterruptToken();
        using TraceRecorder? recorder = file is null ? null : new TraceRecorder(
            simulator, file.Stream, step.TraceHeader(), selection);
        StepResult result = ProgressLine.Run(step.Program.Network.Name, report =>
        {
            simulator.Progress = report;
            return simulator.Run(interrupt.Token);
        });
        if (recorder is not null)
        {
            recorder.Complete();
            file!.Complete();
        }

        return result;
    }

    private static TraceSelection Selection(ParseResult parsed, MachineSpec machine)
    {
        if (parsed.GetValue(Trace) is null)
        {
            foreach (Option<string?> option in new[] { TraceFrom, TraceTo, TraceComponents })
                if (parsed.GetValue(option) is not null)
                    throw new InputException($"{option.Name}: goes with --trace FILE");
            return TraceSelection.All;
        }

        TraceWindow window = TraceArguments.Window(
            TraceFrom.Name, parsed.GetValue(TraceFrom), TraceTo.Name, parsed.GetValue(TraceTo), null);
        return new TraceSelection(
            window.FirstCycle(machine.ClockPeriodPs), window.ToPs == long.MaxValue ? long.MaxValue : window.EndCycle(machine.ClockPeriodPs),
            TraceArguments.ComponentsOf(TraceComponents.Name, parsed.GetValue(TraceComponents)));
    }

    private static void PrintTables(StepResult result, TrafficReport[] traffic, StepReport report, bool details)
    {
        PrintTables(result, traffic, details);
        if (report.Lifetimes is { } lifetimes)
            LifetimeTables.Print(lifetimes);
    }

    private static StepReport Report(ParseResult parsed, StepResult result, SimulatedStep step, TrafficReport[] traffic)
    {
        StepReport report = StepReport.Of(result, step.Seed, ToolVersion.Text, traffic);
        return parsed.GetValue(Lifetimes) ? report with { Lifetimes = ReportedLifetimes.Of(result, step.Memory) } : report;
    }

    /// <summary>Prints a step and what its recorded traffic means.</summary>
    internal static void PrintTables(StepResult result, TrafficReport[] traffic, bool details)
    {
        StepTables.Print(result, details);
        foreach (TrafficReport report in traffic)
            TrafficTables.Print(report);
    }
}
