using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Energy;
using CycleSim.Accelerator.FastForward;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Arrays;
using CycleSim.Arrays.Models;
using CycleSim.Configuration.Text;
using CycleSim.Dram.FastForward;
using CycleSim.Kernel;
using CycleSim.Platform;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Steps;

/// <summary>Runs one training step on a machine.</summary>
public sealed class TrainingStepSimulator
{
    /// <summary>Between slices of a run somebody may end it, even where only custom components are left.</summary>
    private const long SlicePs = 1_000_000_000;

    private readonly StepProgram _program;
    private readonly MachineSpec _spec;
    private readonly long _capacityBytes;
    private readonly MemoryTechnology _memory;
    private readonly MemoryMetrics _metrics;
    private readonly TensorLayout[] _layouts;
    private IReadOnlyList<ScratchpadMemory>? _scratchpads;
    private ResidencyPlan? _plan;
    private DramMap? _dramMap;

    /// <summary>Prepares a run.</summary>
    /// <param name="program">The training step.</param>
    /// <param name="spec">The machine.</param>
    /// <param name="memory">Technology of the scratchpads.</param>
    /// <param name="capacityBytes">Total on-chip capacity; an equal part for each scratchpad, in whole lines.</param>
    /// <exception cref="InputException">
    /// The capacity is not one of the memory's, or the vector unit does not take whole lines of a tensor.
    /// </exception>
    public TrainingStepSimulator(StepProgram program, MachineSpec spec, MemoryTechnology memory, long capacityBytes)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(memory);
        _program = program;
        _spec = spec;
        _memory = memory;
        _capacityBytes = capacityBytes;
        MemoryArrayCount = spec.MemoryArrayCount;
        _metrics = MemoryArrayCount == 1 ? memory.At(capacityBytes) : PartOf(memory, capacityBytes);
        _layouts = [.. program.Tensors.Select(tensor => TensorLayout.Of(tensor, spec))];
        if (Array.Find(_layouts, layout => spec.VectorWords % layout.WordsPerLine != 0) is { } uneven)
        {
            throw new InputException(
                $"machine {spec.Name}: vector_words = {spec.VectorWords}: a line of tensor {uneven.Tensor.Name} has "
                + $"{uneven.WordsPerLine} words; allowed: multiples of {uneven.WordsPerLine}");
        }
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
    public int MemoryArrayCount { get; }

    /// <summary>What is in which scratchpad when; it depends on sizes and order alone.</summary>
    /// <exception cref="InputException">The machine names a policy that does not exist.</exception>
    /// <exception cref="InvalidOperationException">The residency policy, a custom one, gave a plan that breaks a rule.</exception>
    public ResidencyPlan Plan => _plan ??= MakePlan();

    /// <summary>Where the tensors lie in DRAM.</summary>
    /// <exception cref="InputException">They exceed the DRAM.</exception>
    internal DramMap DramMap => _dramMap ??= new DramMap(_program, _layouts, _spec);

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

    /// <summary>Custom components that run beside the machine's.</summary>
    public IList<IMachineComponent> Components { get; } = [];

    /// <summary>Tiles for all GEMMs; null lets residency "tiled" choose. Other residencies have none.</summary>
    public TiledLoopNest? Tiles { get; set; }

    /// <summary>Called after each operation with the number done and the number of all; for progress.</summary>
    public Action<int, int>? Progress { get; set; }

    /// <summary>
    /// Memories of the three scratchpads, in the order of <see cref="TensorRoles.All"/>, where they differ; null where all are that of the
    /// run. Latencies, energies, leakage and area are then theirs; the result still names the memory of the run and gives its metrics,
    /// and the longest latencies of the three. What chooses tiles by estimates takes the metrics of the run.
    /// </summary>
    /// <exception cref="ArgumentException">There are not as many as scratchpads.</exception>
    public IReadOnlyList<ScratchpadMemory>? Scratchpads
    {
        get => _scratchpads;
        set => _scratchpads = value is null || value.Count == TensorRoles.Count
            ? value
            : throw new ArgumentException($"{value.Count} memories; a machine has {TensorRoles.Count} scratchpads", nameof(value));
    }

    /// <summary>Layout of each tensor, by id.</summary>
    internal IReadOnlyList<TensorLayout> Layouts => _layouts;

    /// <summary>A trace of the run is written.</summary>
    internal bool IsRecorded { get; set; }

    /// <summary>Runs the step.</summary>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="InputException">The tensors exceed the DRAM, or simulated time ends before the step.</exception>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    /// <exception cref="InvalidOperationException">
    /// No event is left and the step has not ended, which takes a custom ordering or component: the message says who waits for
    /// what since when. With a component that never ends there is always an event left; such a run ends by its cancellation.
    /// </exception>
    public StepResult Run(CancellationToken cancellation = default)
    {
        double leakageMw = SumOfArrays(metrics => metrics.LeakageMw);
        using var simulation = new Simulation();
        Func<TensorRole, BankPartition>? groups = Plan.Tiling is { } tiling ? role => tiling.Shares[role].Banks : null;
        var machine = new StepMachine(simulation, _spec, TimingOf, Hooks, FastForward, RowMemo, groups, cancellation);
        int count = _program.Operations.Length + 1;
        var results = new OperationResults(machine, new EnergyMeter(_spec, MetricsOf, leakageMw))
        {
            Progress = done => Progress?.Invoke(done, count),
        };
        StepLayouts? divided = groups is null ? null : new StepLayouts(_program, _spec, groups);
        var schedule = new StepSchedule(_program, Plan, divided?.Resident ?? _layouts, DramMap, machine, divided);
        IOrdering ordering = Orderings.All.Get(_spec.Ordering);
        IStepRun processes = ordering is ITurnOrdering turns
            ? new StepProcesses(simulation, machine, schedule.Tiles(), turns.CreateTurn(simulation), BuffersOf(turns), results.Add)
            : new StepPipeline(simulation, machine, schedule.Tiles(), results);
        using var ended = processes as IDisposable;
        Attach(simulation, machine);
        processes.Start();
        RunToEnd(simulation, processes, cancellation);
        Effort = machine.Effort;
        return new StepResult(
            _program, _spec, _capacityBytes, _memory.Name, _memory.Model.Kind, _metrics,
            TensorRoles.All.Max(role => TimingOf(role).ReadCycles), TensorRoles.All.Max(role => TimingOf(role).WriteCycles), leakageMw,
            SumOfArrays(metrics => metrics.AreaMm2), results.All, Plan, simulation.EventsProcessed);
    }

    private MemoryMetrics MetricsOf(TensorRole role) => _scratchpads?[(int)role].Metrics ?? _metrics;

    private ScratchpadTiming TimingOf(TensorRole role)
    {
        MemoryMetrics metrics = MetricsOf(role);
        return new(
            _spec.CyclesOf(metrics.ReadLatencyNs), _spec.CyclesOf(metrics.WriteLatencyNs),
            _scratchpads is null ? _spec.Scratchpad.WriteVerify : _scratchpads[(int)role].WriteVerify);
    }

    /// <summary>A property of all arrays together; where scratchpads differ, each counts a third of the arrays.</summary>
    private double SumOfArrays(Func<MemoryMetrics, double> property) => _scratchpads is null
        ? property(_metrics) * MemoryArrayCount
        : _scratchpads.Sum(memory => property(memory.Metrics)) * MemoryArrayCount / TensorRoles.Count;

    private void Attach(Simulation simulation, StepMachine machine)
    {
        foreach (IMachineComponent component in Components)
            component.Attach(new MachineContext(simulation, _spec, Hooks, machine.Dram));
        if (IsRecorded && machine.Dram.IsShared)
            throw new InputException("a trace holds runs of the machine alone; a component of this run uses its DRAM too");
        if (IsRecorded && _scratchpads is not null)
            throw new InputException("a trace holds runs of one memory; the scratchpads of this run differ");
    }

    private static int BuffersOf(ITurnOrdering ordering) => ordering.Buffers >= 1
        ? ordering.Buffers
        : throw new InvalidOperationException($"ordering \"{ordering.Name}\" has {ordering.Buffers} buffers; allowed: 1 or more");

    /// <summary>
    /// Runs until the step has ended. The kernel reports a process that fails, with its name and time; a run that was ended early has not
    /// failed, and an input at fault is reported as such.
    /// </summary>
    private static void RunToEnd(Simulation simulation, IStepRun processes, CancellationToken cancellation)
    {
        try
        {
            do
            {
                cancellation.ThrowIfCancellationRequested();
                long until = Math.Max(simulation.NowPs, Math.Min(simulation.Peek(), Simulation.MaxTimePs));
                RunReport report = simulation.Run(Math.Min(Simulation.MaxTimePs - SlicePs, until) + SlicePs);
                if (report.IsExhausted && !processes.HasEnded)
                    throw new InvalidOperationException("the training step cannot continue. " + report.Describe());
            }
            while (!processes.HasEnded);
        }
        catch (SimulationException problem) when (problem.Cause is OperationCanceledException)
        {
            throw new OperationCanceledException(problem.Message, problem, cancellation);
        }
        catch (SimulationException problem) when (problem.Cause is InputException fault)
        {
            throw new InputException(fault.Message);
        }
    }

    private ResidencyPlan MakePlan()
    {
        long lineBytes = _spec.Scratchpad.LineBytes;
        long scratchpadBytes = _capacityBytes / TensorRoles.Count / lineBytes * lineBytes;
        var question = new ResidencyQuestion(_program, _layouts, _spec, scratchpadBytes, _metrics)
        {
            Tiles = Tiles,
        };
        IResidencyPolicy policy = ResidencyPolicies.All.Get(_spec.Residency);
        ResidencyPlan plan = policy.Plan(question);
        new PlanCheck(question, policy.Name).Check(plan);
        return plan;
    }

    private static MemoryMetrics PartOf(MemoryTechnology memory, long capacityBytes)
    {
        long part = capacityBytes / TensorRoles.Count;
        if (part < memory.MinCapacityBytes || part > memory.MaxCapacityBytes)
        {
            throw new InputException(
                $"a third of the capacity {ByteSize.Format(capacityBytes)} is outside the capacities of memory \"{memory.Name}\" " +
                $"(memory_metrics per_scratchpad); allowed: {ByteSize.Format(TensorRoles.Count * memory.MinCapacityBytes)} to " +
                $"{ByteSize.Format(TensorRoles.Count * memory.MaxCapacityBytes)}");
        }

        return memory.At(part);
    }
}
