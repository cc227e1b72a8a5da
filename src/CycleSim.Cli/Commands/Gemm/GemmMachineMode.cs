using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;
using CycleSim.Accelerator.Mapping.Objectives;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Cli.Arguments;
using CycleSim.Cli.Output;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.Terminal;
using CycleSim.Terminal.Options;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Cli.Commands.Gemm;

/// <summary>`cyclesim gemm --machine`: a product on a machine, with its scratchpads and its DRAM.</summary>
internal sealed class GemmMachineMode : IGemmMode
{
    private static readonly Option<string?> Machine = (CommandOptions.Machine with
    {
        Meaning = "Run the product on a machine, scratchpads and DRAM included: a shipped name or a .json file",
    }).Optional<string?>();

    private static readonly Option<string> Memory = CommandOptions.Memory.WithDefault("stt-mram");

    private static readonly Option<string> Capacity = CommandOptions.Capacity.WithDefault("48MiB");

    private static readonly ChoiceOption<IMappingObjective> Mapping = new OptionSpec(
        "--mapping", "What the choice of tiles makes as small as possible, instead of what the machine says")
    {
        Since = "0.2",
    }.NamedChoice(() => MappingObjectives.All.All);

    private static readonly Option<bool> NoFastForward = CommandOptions.NoFastForward.Optional<bool>();

    public Option Switch => Machine;

    public string Example => "cyclesim gemm --machine paper --m 4096 --n 512 --k 1024 --memory sram --capacity 6MiB";

    public IEnumerable<Option> Options => [.. GemmOptions.Sizes, Memory, Capacity, Mapping, GemmOptions.Serpentine, NoFastForward];

    public bool IsChosen(ParseResult parsed) => parsed.GetValue(Machine) is not null;

    public int Run(ParseResult parsed)
    {
        JsonOutput output = JsonOutput.Of(parsed, GemmOptions.Json);
        MachineSpec machine = MachineOf(parsed);
        GemmShape shape = GemmOptions.Shape(parsed);
        StepProgram program = SingleGemmStep.Of(Size("--m", shape.M), Size("--n", shape.N), Size("--k", shape.K));
        var simulator = new TrainingStepSimulator(
            program, machine, MemoryTechnologyLoader.Load(parsed.GetRequiredValue(Memory)),
            OptionValue.Bytes(Capacity.Name, parsed.GetRequiredValue(Capacity)))
        {
            Tiles = TilesOf(parsed, machine),
            FastForward = !parsed.GetValue(NoFastForward),
        };
        StepResult result = simulator.Run();
        output.Print(
            () => JsonSerializer.Serialize(GemmMachineResult.Of(result), ResultContext.Default.GemmMachineResult),
            () => Print(result));
        return ExitCode.Done;
    }

    private static MachineSpec MachineOf(ParseResult parsed)
    {
        MachineSpec machine = WithLoops(parsed, MachineLoader.Load(parsed.GetValue(Machine)!));
        if (!parsed.IsGiven(Mapping))
            return machine;
        if (GemmOptions.TryTiling(parsed, out _))
            throw new InputException("--mapping chooses tiles; --tile has chosen them");
        return IsTiled(machine)
            ? machine with { Mapping = Mapping.Of(parsed).Name }
            : throw new InputException(
                $"--mapping: machine {machine.Name} has residency \"{machine.Residency}\"; only \"tiled\" has tiles to choose");
    }

    private static MachineSpec WithLoops(ParseResult parsed, MachineSpec machine)
    {
        if (!parsed.GetValue(GemmOptions.Serpentine))
            return machine;
        return IsTiled(machine)
            ? machine with { TileLoops = TileDirection.Serpentine }
            : throw new InputException(
                $"{GemmOptions.Serpentine.Name}: machine {machine.Name} has residency \"{machine.Residency}\"; only \"tiled\" has "
                + "loops over tiles");
    }

    private static bool IsTiled(MachineSpec machine) => ResidencyPolicies.All.Get(machine.Residency) is TiledResidency;

    private static int Size(string option, long size) => size <= int.MaxValue
        ? (int)size
        : throw new InputException($"{option} {size}: a tensor in memory has at most {int.MaxValue} rows or columns");

    private static TiledLoopNest? TilesOf(ParseResult parsed, MachineSpec machine)
    {
        if (!GemmOptions.TryTiling(parsed, out GemmTiling? tiling))
        {
            return GemmOptions.HasOrder(parsed)
                ? throw new InputException("--loop-order goes with --tile; without it the machine chooses both")
                : null;
        }

        return IsTiled(machine)
            ? new TiledLoopNest(tiling, GemmOptions.LoopOrderOf(parsed))
            : throw new InputException($"--tile: machine {machine.Name} has residency \"{machine.Residency}\"; only \"tiled\" has tiles");
    }

    private static void Print(StepResult result)
    {
        GemmResult gemm = result.Operations[0].Gemm!;
        ProseText.Print(string.Create(CultureInfo.InvariantCulture, $"{gemm.M} x {gemm.N} x {gemm.K} on {result.Machine.Name}, ")
            + $"{result.Memory} {ByteSize.Format(result.CapacityBytes)}"
            + (gemm.Loops is { } loops
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $": {gemm.Tiles:N0} tiles of {loops.Tiling.Tm} x {loops.Tiling.Tn} x {loops.Tiling.Tk}, order {loops.Order}")
                    + (result.Machine.TileLoops == TileDirection.Serpentine ? ", loops turn round" : "")
                : ""));
        ProseText.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Cycles.Total:N0} cycles = {result.TimeS * 1e6:0.###} us, utilisation {result.Utilisation * 100:0.00} %"));
        MachineTrafficBound bound = GemmMachineResult.BoundOf(result);
        ProseText.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.DramBytes:N0} bytes to and from DRAM; each operand once {bound.CompulsoryBytes:N0}, any schedule at least ")
            + string.Create(CultureInfo.InvariantCulture, $"{bound.LowerBoundBytes:N0}"));
        if (result.UnitTimes is { } times)
            TileTimesText.Print(times);
        Console.WriteLine();
        StepTables.PrintTotals(result);
    }
}
