using System.Runtime.CompilerServices;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping.Objectives;
using CycleSim.Accelerator.Recording;
using CycleSim.Accelerator.Replay;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Configuration.Json;
using CycleSim.Platform;
using CycleSim.Reference;
using CycleSim.Traces.Format;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Extensions;

/// <summary>Each extension is one file and a registration, from outside the assembly: machine files name it, steps use it.</summary>
public class ExtensionTests
{
    private const long Capacity = 60 << 10;

    private static readonly StepProgram Program = TestMachines.Lower("lenet5-28x28-mnist", 2);

    private static StepResult Paper { get; } = Run(TestMachines.Paper);

    [ModuleInitializer]
    internal static void Register()
    {
        EvictionPolicies.All.Register(new LargestFirst());
        ResidencyPolicies.All.Register(new StreamEverything());
        Orderings.All.Register(new DoubleBuffered());
        BankMappings.All.Register(new SingleBank());
        MappingObjectives.All.Register(new MinTiles());

        // Faulty ones, which runs must refuse or report.
        ResidencyPolicies.All.Register(new OverfullScratchpads());
        Orderings.All.Register(new NeverPasses());
        Orderings.All.Register(new WithoutBuffers());
        Orderings.All.Register(new OneStageAtATime());
        EvictionPolicies.All.Register(new PastTheEnd());
        ResidencyPolicies.All.Register(new Altered("forgets_transfers", WithoutTransfers));
        ResidencyPolicies.All.Register(new Altered("counts_nothing", (plan, _) => plan with { DramLines = 0 }));
        ResidencyPolicies.All.Register(new Altered("keeps_results", (plan, question) => plan with
        {
            Final = [],
            DramLines = plan.DramLines - plan.Final.Sum(transfer => question.LinesOf(transfer.Tensor)),
        }));
    }

    [Fact]
    public void The_paper_s_machine_is_what_its_file_says()
    {
        MachineSpec machine = TestMachines.Paper;
        Assert.Equal(("atomic", "by_pass", "sequential"), (machine.Residency, machine.Eviction, machine.Ordering));
        Assert.Equal(Banking.Skewed, TestMachines.Paper.Scratchpad.Banking);
    }

    [Fact]
    public void Tiles_are_chosen_by_an_objective_of_one_s_own()
    {
        MachineSpec tiled = TestMachines.With(16, 16) with
        {
            Residency = "tiled",
            Ordering = "overlapped",
            Overlap = OverlapSpec.PingPong,
        };
        Assert.Equal(1, Tiles("tiles"));
        Assert.True(Tiles("time") > 1); // a single tile overlaps with nothing

        long Tiles(string mapping) => new TrainingStepSimulator(
            SingleGemmStep.Of(200, 300, 400), tiled with { Mapping = mapping }, MemoryTechnologyLoader.Load("sram"), 6 << 20)
            .Run().Operations[0].Gemm!.Tiles;
    }

    [Theory]
    [InlineData("residency", "stream_everything")]
    [InlineData("eviction", "largest_first")]
    [InlineData("ordering", "double_buffered")]
    public void A_machine_s_file_names_it(string key, string name)
    {
        MachineSpec machine = Read(key, name);
        Assert.Equal(name, key switch
        {
            "residency" => machine.Residency,
            "eviction" => machine.Eviction,
            _ => machine.Ordering,
        });
        Assert.NotEqual(Paper.Cycles, Run(machine).Cycles);
    }

    [Theory]
    [InlineData(
        "residency", "by_moon",
        "allowed: atomic, tiled, stream_everything, overfull_scratchpads, forgets_transfers, counts_nothing, keeps_results")]
    [InlineData("eviction", "by_moon", "allowed: by_pass, largest_first, past_the_end")]
    [InlineData(
        "ordering", "by_moon", "allowed: sequential, overlapped, double_buffered, never_passes, without_buffers, one_stage_at_a_time")]
    public void A_name_that_nobody_registered_is_refused(string key, string name, string allowed)
    {
        string message = Assert.Throws<InputException>(() => Read(key, name)).Message;
        Assert.Contains($"{key} = \"{name}\"", message, StringComparison.Ordinal);
        Assert.Contains(allowed, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_taken_once_and_are_in_snake_case()
    {
        Assert.Throws<ArgumentException>(() => EvictionPolicies.All.Register(new LargestFirst()));
        Assert.Throws<ArgumentException>(() => EvictionPolicies.All.Register(new Misnamed()));
    }

    [Fact]
    public void Everything_streamed_moves_what_the_plan_says_and_touches_no_scratchpad()
    {
        StepResult result = Run(TestMachines.Paper with { Residency = "stream_everything" });
        Assert.Equal(result.Plan.DramLines, result.Dram.Bursts);
        Assert.Equal(default, result.Scratchpads);
        Assert.True(result.Plan.DramLines > Paper.Plan.DramLines);
    }

    [Fact]
    public void Another_victim_changes_the_plan_and_the_plan_says_what_moves()
    {
        StepResult result = Run(TestMachines.Paper with { Eviction = "largest_first" });
        Assert.NotEqual(Paper.Plan.Changes.AsEnumerable(), result.Plan.Changes);
        Assert.Equal(result.Plan.DramLines, result.Dram.Bursts);
        Assert.Equal(Paper.Macs, result.Macs);
    }

    [Fact]
    public void Overlap_hides_dram_behind_the_array_and_moves_the_same()
    {
        StepResult result = Run(TestMachines.Paper with { Ordering = "double_buffered" });
        Assert.True(result.Cycles.Total < Paper.Cycles.Total);
        Assert.True(result.Cycles.Dram < Paper.Cycles.Dram);
        Assert.Equal(Paper.Scratchpads, result.Scratchpads);
        Assert.Equal(Paper.Dram.Bursts, result.Dram.Bursts);
        for (int i = 0; i < Paper.Operations.Length; i++)
        {
            OperationResult one = Paper.Operations[i];
            OperationResult other = result.Operations[i];
            long min = Math.Max(one.Cycles.Total - one.Cycles.Dram, one.Cycles.Dram * 4 / 5);
            Assert.InRange(other.Cycles.Total, min, one.Cycles.Total * 11 / 10 + 300);
            Assert.Equal(one.Cycles with { Dram = 0 }, other.Cycles with { Dram = 0 });
            Assert.True(other.Cycles.Dram >= 0);
        }
    }

    /// <summary>Who has the turn waits for nobody who needs it: a stage asks for it when its buffer is there.</summary>
    [Fact]
    public void A_turn_that_is_a_resource_comes_to_the_end_of_the_step()
    {
        StepResult result = Run(TestMachines.Paper with { Ordering = "one_stage_at_a_time" });
        Assert.Equal(Paper.Cycles with { Dram = 0 }, result.Cycles with { Dram = 0 });
        Assert.Equal(Paper.Dram.Bursts, result.Dram.Bursts);
    }

    [Fact]
    public void A_replay_on_a_machine_of_another_ordering_is_refused()
    {
        var target = new ReplayTarget(
            TestMachines.Paper, "stt-mram", MemoryTechnologyLoader.Load("stt-mram").At(Capacity), 1, TestMachines.Paper.Dram.CapacityBytes);
        Assert.Contains(
            "has ordering \"double_buffered\"",
            Assert.Throws<InputException>(() => target.With(TestMachines.Paper with { Ordering = "double_buffered" })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_of_another_ordering_is_refused_before_it_is_written()
    {
        MachineSpec machine = TestMachines.Paper with { Ordering = "double_buffered" };
        var simulator = new TrainingStepSimulator(Program, machine, MemoryTechnologyLoader.Load("stt-mram"), Capacity);
        using var stream = new MemoryStream();
        string message = Assert.Throws<InputException>(
            () => new TraceRecorder(simulator, stream, new Header(), TraceSelection.All)).Message;
        Assert.Contains(
            "ordering \"double_buffered\"; a trace holds runs of orderings \"sequential\" and \"overlapped\" only", message,
            StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void A_run_that_cannot_continue_says_who_waits_for_what_since_when()
    {
        string message = Assert.Throws<InvalidOperationException>(
            () => Run(TestMachines.Paper with { Ordering = "never_passes" })).Message;
        Assert.Contains("the training step cannot continue", message, StringComparison.Ordinal);
        Assert.Contains("'storer'", message, StringComparison.Ordinal);
        Assert.Contains("a turn that never comes", message, StringComparison.Ordinal);
        Assert.Contains("'loader'", message, StringComparison.Ordinal);
        Assert.True(message.Contains("'compute' waits", StringComparison.Ordinal), message);
        Assert.Matches(@"since \d+ ps", message);
    }

    [Fact]
    public void A_plan_that_breaks_the_rules_is_refused_before_it_runs()
    {
        string message = Assert.Throws<InvalidOperationException>(
            () => Run(TestMachines.Paper with { Residency = "overfull_scratchpads" })).Message;
        Assert.Contains("the plan of residency policy \"overfull_scratchpads\" puts", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_bank_mapping_moves_conflicts_and_nothing_else()
    {
        StepResult result = Run(TestMachines.Paper with { Scratchpad = TestMachines.Paper.Scratchpad with { Banking = "single_bank" } });
        Assert.True(result.Cycles.BankConflict > Paper.Cycles.BankConflict);
        Assert.Equal(Paper.Scratchpads.Activation.ReadAccesses, result.Scratchpads.Activation.ReadAccesses);
        Assert.Equal(Paper.Dram.Bursts, result.Dram.Bursts);
    }

    [Fact]
    public void A_component_of_one_s_own_observes_on_the_same_kernel_and_changes_nothing()
    {
        var clock = new OperationClock(10_000_000);
        var simulator = new TrainingStepSimulator(Program, TestMachines.Paper, MemoryTechnologyLoader.Load("stt-mram"), Capacity);
        simulator.Components.Add(clock);
        StepResult result = simulator.Run();
        Assert.Equal(Paper.Operations.AsEnumerable(), result.Operations);
        Assert.Equal(result.Cycles.Total * TestMachines.Paper.ClockPeriodPs / 10_000_000, clock.Samples.Count);
        Assert.InRange(clock.Samples.Sum(), 1, clock.Reads);
        Assert.Equal(
            result.Scratchpads.Activation.ReadAccesses + result.Scratchpads.Weight.ReadAccesses + result.Scratchpads.Error.ReadAccesses,
            clock.Reads);
    }

    [Fact]
    public void A_run_that_only_a_component_keeps_going_ends_by_its_cancellation()
    {
        var simulator = new TrainingStepSimulator(
            Program, TestMachines.Paper with { Ordering = "never_passes" }, MemoryTechnologyLoader.Load("stt-mram"), Capacity);
        using var cancellation = new CancellationTokenSource();
        simulator.Components.Add(new OperationClock(10_000_000) { Sampled = count => { if (count == 1000) cancellation.Cancel(); } });
        Assert.ThrowsAny<OperationCanceledException>(() => simulator.Run(cancellation.Token));
    }

    [Fact]
    public void A_plan_that_forgets_a_transfer_is_refused()
    {
        string message = Assert.Throws<InvalidOperationException>(
            () => Run(TestMachines.Paper with { Residency = "forgets_transfers" })).Message;
        Assert.Matches("the plan of residency policy \"forgets_transfers\" lets .* read .* where its content is not", message);
    }

    [Fact]
    public void A_plan_that_says_another_number_of_lines_is_refused() => Assert.Matches(
        "moves [0-9]+ DRAM lines and says 0",
        Assert.Throws<InvalidOperationException>(() => Run(TestMachines.Paper with { Residency = "counts_nothing" })).Message);

    [Fact]
    public void A_plan_that_keeps_the_new_weights_is_refused() => Assert.Contains(
        "which is needed after the step, without its content in DRAM",
        Assert.Throws<InvalidOperationException>(() => Run(TestMachines.Paper with { Residency = "keeps_results" })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void An_ordering_without_buffers_is_refused() => Assert.Contains(
        "ordering \"without_buffers\" has 0 buffers",
        Assert.Throws<InvalidOperationException>(() => Run(TestMachines.Paper with { Ordering = "without_buffers" })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_victim_that_is_no_candidate_is_refused() => Assert.Contains(
        "eviction policy \"past_the_end\" chose",
        Assert.Throws<InvalidOperationException>(() => Run(TestMachines.Paper with { Eviction = "past_the_end" })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Bank_mappings_keep_their_names_in_traces_and_ids()
    {
        foreach (string name in new[] { Banking.Skewed, Banking.Interleaved, "xor_8", "xor8" })
            Assert.Equal(name, Banking.OfStored(Banking.StoredName(name)));
        Assert.NotEqual(Banking.StoredName("xor_8"), Banking.StoredName("xor8"));
    }

    [Fact]
    public void A_trace_of_a_run_beside_a_host_is_refused()
    {
        var simulator = new TrainingStepSimulator(Program, TestMachines.Paper, MemoryTechnologyLoader.Load("stt-mram"), Capacity);
        using var stream = new MemoryStream();
        using var recorder = new TraceRecorder(simulator, stream, new Header(), TraceSelection.All);
        simulator.Components.Add(new DramHost([], _ => 0, _ => false));
        string message = Assert.Throws<InputException>(() => simulator.Run()).Message;
        Assert.Contains("a trace holds runs of the machine alone", message, StringComparison.Ordinal);
    }

    private static ResidencyPlan WithoutTransfers(ResidencyPlan plan, ResidencyQuestion question)
    {
        IEnumerable<TensorTransfer> forgotten = plan.Operations.SelectMany(operation => operation.Before).Concat(plan.Final);
        return plan with
        {
            Operations = [.. plan.Operations.Select(operation => operation with { Before = [] })],
            Final = [],
            DramLines = plan.DramLines - forgotten.Sum(transfer => question.LinesOf(transfer.Tensor)),
        };
    }

    private static MachineSpec Read(string key, string name)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "models", "machines", "paper.json"));
        string line = text.Split('\n').FirstOrDefault(line => line.Contains($"\"{key}\"", StringComparison.Ordinal)) ?? "";
        string changed = line.Length > 0
            ? text.Replace(line, $"  \"{key}\": \"{name}\",", StringComparison.Ordinal)
            : text.Replace("\"ordering\"", $"\"{key}\": \"{name}\",\n  \"ordering\"", StringComparison.Ordinal);
        return MachineLoader.Read(ConfigDocument.Parse(changed, "machine.json"));
    }

    private static StepResult Run(MachineSpec machine) =>
        new TrainingStepSimulator(Program, machine, MemoryTechnologyLoader.Load("stt-mram"), Capacity).Run();

    /// <summary>Keeps every tensor on-chip, whether there is room or not.</summary>
    private sealed class OverfullScratchpads : IResidencyPolicy
    {
        public string Name => "overfull_scratchpads";

        public string Meaning => "all, whether there is room or not";

        public ResidencyPlan Plan(ResidencyQuestion question) => new(
            [.. question.Program.Operations.Select(_ => new OperationResidency([], []))], [],
            [.. question.Program.Tensors.Select(tensor => new ResidencyChange(0, tensor, Enters: true))], 0);
    }

    /// <summary>The paper's plan with a fault.</summary>
    private sealed class Altered(string name, Func<ResidencyPlan, ResidencyQuestion, ResidencyPlan> alter) : IResidencyPolicy
    {
        public string Name => name;

        public string Meaning => "as atomic, with a fault";

        public ResidencyPlan Plan(ResidencyQuestion question) => alter(new AtomicResidency().Plan(question), question);
    }

    /// <summary>Chooses nobody.</summary>
    private sealed class PastTheEnd : IEvictionPolicy
    {
        public string Name => "past_the_end";

        public string Meaning => "nobody";

        public int Choose(EvictionQuestion question) => question.Candidates.Count;
    }

    /// <summary>Has no buffers.</summary>
    private sealed class WithoutBuffers : ITurnOrdering
    {
        public string Name => "without_buffers";

        public string Meaning => "nothing can be loaded";

        public int Buffers => 0;

        public ITurn CreateTurn(CycleSim.Kernel.Simulation simulation) => new DoubleBuffered();
    }

    /// <summary>Has a name that no file may have.</summary>
    private sealed class Misnamed : IEvictionPolicy
    {
        public string Name => "Largest-First";

        public string Meaning => "the largest one";

        public int Choose(EvictionQuestion question) => 0;
    }
}
