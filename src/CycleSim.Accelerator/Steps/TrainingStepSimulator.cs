using System.Collections.Immutable;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Energy;
using CycleSim.Accelerator.FastForward;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Arrays;
using CycleSim.Arrays.Models;
using CycleSim.Configuration;
using CycleSim.Configuration.Text;
using CycleSim.Dram;
using CycleSim.Kernel;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>Runs one training step on the machine: a kernel process that runs one phase after the other.</summary>
public sealed class TrainingStepSimulator
{
    private readonly StepProgram _program;
    private readonly MachineSpec _spec;
    private readonly long _capacityBytes;
    private readonly MemoryTechnology _memory;
    private readonly MemoryMetrics _metrics;
    private readonly TensorLayout[] _layouts;
    private PlacementPlan? _plan;
    private DramMap? _dramMap;
    private readonly ImmutableArray<OperationResult>.Builder _results = ImmutableArray.CreateBuilder<OperationResult>();

    /// <summary>Prepares a run.</summary>
    /// <param name="program">The training step.</param>
    /// <param name="spec">The machine.</param>
    /// <param name="memory">Technology of the scratchpads.</param>
    /// <param name="capacityBytes">Total on-chip capacity; an equal part for each scratchpad, in whole lines.</param>
    /// <exception cref="InputException">The capacity is outside the memory's table.</exception>
    public TrainingStepSimulator(StepProgram program, MachineSpec spec, MemoryTechnology memory, long capacityBytes)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(memory);
        _program = program;
        _spec = spec;
        _memory = memory;
        _capacityBytes = capacityBytes;
        Arrays = spec.ArrayCount();
        _metrics = Arrays == 1 ? memory.At(capacityBytes) : PartOf(memory, capacityBytes);
        _layouts = [.. program.Tensors.Select(tensor => new TensorLayout(
            tensor, spec.WordsPerLine, spec.Scratchpad.LineBytes, spec.Scratchpad.Banks, spec.BankSkew()))];
    }

    /// <summary>What runs.</summary>
    public StepProgram Program => _program;

    /// <summary>The machine it runs on.</summary>
    public MachineSpec Machine => _spec;

    /// <summary>Name of the scratchpads' technology.</summary>
    public string MemoryName => _memory.Name;

    /// <summary>Metrics of one array of the on-chip memory.</summary>
    public MemoryMetrics Metrics => _metrics;

    /// <summary>Arrays that make up the on-chip memory: one, or one for each scratchpad.</summary>
    public int Arrays { get; }

    /// <summary>What is in which scratchpad when; it depends on sizes and order alone.</summary>
    public PlacementPlan Plan => _plan ??= AtomicPlacement.Plan(
        _program, _layouts, _capacityBytes / TensorRoles.Count / _spec.Scratchpad.LineBytes * _spec.Scratchpad.LineBytes, _spec.Array,
        _spec.WordBytes);

    /// <summary>Where the tensors lie in DRAM.</summary>
    /// <exception cref="InputException">They exceed the DRAM.</exception>
    internal DramMap DramMap => _dramMap ??= new DramMap(_program, _layouts, _spec.Dram);

    /// <summary>Observation points.</summary>
    public MachineHooks Hooks { get; } = new();

    /// <summary>
    /// Skip what repeats (the default); false simulates every access and visits every DRAM event. Results are the same, to the last cycle,
    /// count and picojoule. Accesses, folds and phases that somebody observes are always simulated in detail.
    /// </summary>
    public bool FastForward { get; set; } = true;

    /// <summary>
    /// Memo entries of DRAM rows, shared with other simulations on the same thread; null to start empty. They do not change the result.
    /// </summary>
    public RowMemo? RowMemo { get; set; }

    /// <summary>How much of the last run was simulated in detail, and how much the memo gave; it says nothing about the result.</summary>
    public SimulationEffort Effort { get; private set; }

    /// <summary>Called after each operation with the number done and the number of all; for progress.</summary>
    public Action<int, int>? Progress { get; set; }

    /// <summary>Layout of each tensor, by id.</summary>
    internal IReadOnlyList<TensorLayout> Layouts => _layouts;

    /// <summary>Runs the step.</summary>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="InputException">The tensors exceed the DRAM.</exception>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    public StepResult Run(CancellationToken cancellation = default)
    {
        PlacementPlan plan = Plan;
        DramMap dramMap = DramMap;
        int readCycles = _spec.CyclesOf(_metrics.ReadLatencyNs);
        int writeCycles = _spec.CyclesOf(_metrics.WriteLatencyNs);
        double leakageMw = _metrics.LeakageMw * Arrays;
        var meter = new EnergyMeter(_spec, _metrics, leakageMw);
        var machine = new StepMachine(_spec, readCycles, writeCycles, Hooks, cancellation, RowMemo) { FastForward = FastForward };

        using var simulation = new Simulation();
        simulation.Start(Step(simulation, machine, plan, dramMap, meter), "training step");
        RunReport report = RunToEnd(simulation, cancellation);
        Effort = machine.Effort;
        return new StepResult(
            _program, _spec, _capacityBytes, _memory.Name, _memory.Model.Kind, _metrics, readCycles, writeCycles, leakageMw,
            _metrics.AreaMm2 * Arrays,
            _results.ToImmutable(), plan, report.EventsProcessed);
    }

    /// <summary>The kernel reports a process that fails; a cancelled one is no failure.</summary>
    private static RunReport RunToEnd(Simulation simulation, CancellationToken cancellation)
    {
        try
        {
            return simulation.Run();
        }
        catch (SimulationException problem) when (problem.InnerException is OperationCanceledException)
        {
            throw new OperationCanceledException(problem.Message, problem, cancellation);
        }
    }

    private IEnumerable<Wait> Step(
        Simulation simulation, StepMachine machine, PlacementPlan plan, DramMap dramMap, EnergyMeter meter)
    {
        var vector = new VectorExecutor(machine, _layouts, dramMap);
        int count = _program.Operations.Length;
        for (int i = 0; i <= count; i++)
        {
            machine.Operation = i;
            ScratchpadTotals scratchpads = machine.Scratchpads;
            DramCounts dram = machine.AccountDram(CycleOf(simulation));
            StepOperation? operation = i < count ? _program.Operations[i] : null;
            ImmutableArray<TensorTransfer> transfers = i < count ? plan.Operations[i].Before : plan.Final;
            GemmExecutor? gemm = operation is GemmOperation gemmOperation
                ? new GemmExecutor(machine, gemmOperation, plan.Operations[i], _layouts, dramMap)
                : null;

            foreach (TensorTransfer transfer in transfers)
                foreach (long end in vector.Run(CycleOf(simulation), transfer))
                    yield return Until(simulation, machine, end);
            IEnumerable<long> phases = gemm is not null ? gemm.Run(CycleOf(simulation))
                : operation is VectorOperation vectorOperation ? vector.Run(CycleOf(simulation), vectorOperation, plan.Operations[i])
                : [];
            foreach (long end in phases)
                yield return Until(simulation, machine, end);

            DramCounts dramDone = machine.AccountDram(CycleOf(simulation)) - dram;
            machine.TellComplete(CycleOf(simulation));
            Record(i, operation, gemm?.Result, machine, meter, machine.Scratchpads - scratchpads, dramDone);
            Progress?.Invoke(i + 1, count + 1);
        }
    }

    private void Record(
        int index, StepOperation? operation, GemmResult? gemm, StepMachine machine, EnergyMeter meter,
        ScratchpadTotals scratchpads, DramCounts dram)
    {
        CycleCounts cycles = machine.TakeCycles();
        EnergyBreakdown energy = meter.Measure(cycles.Total, gemm?.Macs ?? 0, scratchpads, dram);
        string layer = operation?.Layer.Name ?? OperationResult.EndOfStep;
        string part = operation is null ? OperationResult.WriteBack : operation.Name[(layer.Length + 1)..];
        _results.Add(new OperationResult(index, layer, operation?.Pass ?? Pass.Update, part, gemm, cycles, scratchpads, dram, energy));
    }

    private static MemoryMetrics PartOf(MemoryTechnology memory, long capacityBytes)
    {
        long part = capacityBytes / TensorRoles.Count;
        if (part < memory.MinCapacityBytes || part > memory.MaxCapacityBytes)
        {
            throw new InputException(
                $"a third of the capacity {ByteSize.Format(capacityBytes)} is outside the table of memory \"{memory.Name}\" " +
                $"(array_metrics per_scratchpad); allowed: {ByteSize.Format(TensorRoles.Count * memory.MinCapacityBytes)} to " +
                $"{ByteSize.Format(TensorRoles.Count * memory.MaxCapacityBytes)}");
        }

        return memory.At(part);
    }

    private long CycleOf(Simulation simulation) => simulation.NowPs / _spec.ClockPeriodPs;

    /// <summary>Waits for the end of a phase whose records are all made.</summary>
    private Wait Until(Simulation simulation, StepMachine machine, long cycle)
    {
        machine.TellComplete(cycle);
        return Wait.For(cycle * _spec.ClockPeriodPs - simulation.NowPs);
    }
}
