using CsCheck;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Properties;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Accelerator.Tests.Scheduling;

/// <summary>Who is evicted, who is written back, and that a scratchpad never holds more than it can.</summary>
public class AtomicResidencyTests
{
    [Fact]
    public void The_forward_pass_evicts_the_oldest_and_the_backward_pass_the_newest()
    {
        // Room for two tensors of one line. Later uses keep every tensor alive to the end.
        var plan = new PlanMaker(tensors: 6, lines: 1);
        plan.Add(Pass.Forward, [], [0]);
        plan.Add(Pass.Forward, [], [1]);
        plan.Add(Pass.Forward, [], [2]); // puts out 0, the oldest
        plan.Add(Pass.InputGradient, [], [3]); // puts out 2, the newest
        plan.Add(Pass.Update, [0, 1], []); // 0 puts out 3; 1 is still there
        plan.Add(Pass.Update, [2, 3], []);
        ResidencyPlan result = plan.Plan(scratchpadLines: 2);
        Assert.Equal(["+0", "+1", "-0 +2", "-2 +3", "-3 +0", "-0 -1 +2 +3"], plan.Changes(result)[..6]);
        Assert.Equal(["", "", "WriteBack 0", "WriteBack 2", "WriteBack 3, Load 0", "Load 2, Load 3"], PlanMaker.Transfers(result));
        Assert.Empty(result.Final);
    }

    [Fact]
    public void Operands_of_the_running_operation_stay_and_what_does_not_fit_is_streamed()
    {
        var plan = new PlanMaker(tensors: 4, lines: 1);
        plan.Add(Pass.Forward, [], [0]);
        plan.Add(Pass.Forward, [], [1]);
        plan.Add(Pass.Forward, [0, 1], [2]);
        plan.Add(Pass.Forward, [0, 1, 2], [3]);
        ResidencyPlan result = plan.Plan(scratchpadLines: 2);
        Assert.Equal([0, 1], result.Operations[2].OnChip.Order());
        Assert.Equal([0, 1], result.Operations[3].OnChip.Order());
        Assert.All(result.Operations, operation => Assert.Empty(operation.Before));
    }

    [Fact]
    public void A_tensor_nobody_needs_leaves_without_a_trace_and_a_clean_one_without_a_write()
    {
        var plan = new PlanMaker(tensors: 4, lines: 1) { InDram = [0], Kept = [1] };
        plan.Add(Pass.Forward, [0], []);
        plan.Add(Pass.Forward, [], [1]);
        plan.Add(Pass.Forward, [], [2]); // puts out 0, which is clean; 2 is never read
        plan.Add(Pass.Forward, [0], [3]);
        ResidencyPlan result = plan.Plan(scratchpadLines: 2);
        Assert.Equal(["Load 0", "", "", "Load 0, WriteBack 1"], PlanMaker.Transfers(result));
        Assert.Empty(result.Final);
    }

    [Fact]
    public void Kept_tensors_are_written_back_at_the_end_if_they_changed()
    {
        var plan = new PlanMaker(tensors: 3, lines: 1) { InDram = [0, 1], Kept = [0, 1] };
        plan.Add(Pass.Forward, [0, 1], [2]);
        plan.Add(Pass.Update, [0, 2], [0]);
        ResidencyPlan result = plan.Plan(scratchpadLines: 3);
        Assert.Equal(new TensorTransfer(TransferKind.WriteBack, plan.Tensors[0]), Assert.Single(result.Final));
    }

    [Theory]
    [InlineData("lenet5-32x32-mnist", 16)]
    [InlineData("resnet18-cifar10", 2)]
    [InlineData("vgg16-cifar10", 4)]
    public void A_scratchpad_never_holds_more_than_its_capacity(string network, int batch)
    {
        StepProgram program = TestMachines.Lower(network, batch);
        TensorLayout[] layouts = TestMachines.Layouts(program, TestMachines.Paper);
        for (long capacity = 4096; capacity <= 64L << 20; capacity *= 4)
        {
            ResidencyPlan plan = new AtomicResidency().Plan(TestMachines.Question(program, capacity));
            long[] held = new long[3];
            var there = new HashSet<int>();
            int next = 0;
            for (int i = 0; i <= program.Operations.Length; i++)
            {
                for (; next < plan.Changes.Length && plan.Changes[next].Operation == i; next++)
                {
                    ResidencyChange change = plan.Changes[next];
                    Assert.True(change.Enters ? there.Add(change.Tensor.Id) : there.Remove(change.Tensor.Id));
                    held[(int)change.Tensor.Role] += change.Enters ? layouts[change.Tensor.Id].Bytes : -layouts[change.Tensor.Id].Bytes;
                    Assert.InRange(held[(int)change.Tensor.Role], 0, capacity);
                }

                if (i < program.Operations.Length)
                    Assert.Subset(there, plan.Operations[i].OnChip.ToHashSet());
            }

            Assert.Equal(plan.Changes.Length, next);
        }
    }

    /// <summary>
    /// Plain eviction is not monotone for some of these (lenet5-32x32 at 24 to 28 MiB); the chosen part of the capacity makes it so.
    /// </summary>
    [Theory]
    [InlineData("lenet5-32x32-mnist", 64)]
    [InlineData("lenet5-28x28-mnist", 512)]
    [InlineData("resnet18-cifar10", 2)]
    [InlineData("alexnet-cifar10", 16)]
    [InlineData("vgg16-3fc512-cifar10", 2)]
    public void More_capacity_never_moves_more_data(string network, int batch)
    {
        StepProgram program = TestMachines.Lower(network, batch);
        TensorLayout[] layouts = TestMachines.Layouts(program, TestMachines.Paper);
        long before = long.MaxValue;
        long least = 0;
        for (double capacity = 8192; capacity < 1L << 30; capacity *= 1.3)
        {
            ResidencyPlan plan = new AtomicResidency().Plan(TestMachines.Question(program, (long)capacity / 64 * 64));
            Assert.True(plan.DramLines <= before, $"{capacity:0}: {plan.DramLines} lines, {before} with less");
            before = least = plan.DramLines;
        }

        long compulsory = program.InDramBefore.Sum(id => layouts[id].Lines) + program.NeededAfter.Sum(id => layouts[id].Lines);
        Assert.Equal(compulsory, least);
    }

    [Fact]
    public void The_chosen_plan_is_the_best_of_all_capacities_up_to_the_given_one()
    {
        StepProgram program = TestMachines.Lower("lenet5-32x32-mnist", 8);
        TensorLayout[] layouts = TestMachines.Layouts(program, TestMachines.Paper);
        MachineSpec spec = TestMachines.Paper;
        long[] alone = [.. Enumerable.Range(1, 400).Select(i =>
            PlanWithAll(TestMachines.Question(program, i * 1024L)).DramLines)];
        for (int i = 1; i <= alone.Length; i += 13)
        {
            long chosen = new AtomicResidency().Plan(TestMachines.Question(program, i * 1024L)).DramLines;
            Assert.True(chosen <= alone[..i].Min(), $"{i} KiB");
        }
    }

    /// <summary>What is read is either where it was written or has been written back: nothing is lost on the way.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void No_value_is_lost() =>
        Gen.Select(
            Gen.Select(Gen.Int[0, 6].Array[0, 3], Gen.Int[0, 6].Array[0, 2], Gen.Bool).Array[1, 25],
            Gen.Int[1, 5],
            Gen.Int[0, 6].HashSet[0, 4])
        .ForAll(
            (steps, room, kept) =>
            {
                var maker = new PlanMaker(7, 1) { InDram = [.. Enumerable.Range(0, 7)], Kept = [.. kept] };
                foreach ((int[] reads, int[] writes, bool forward) in steps)
                    maker.Add(forward ? Pass.Forward : Pass.Update, [.. reads.Distinct()], [.. writes.Distinct()]);
                ResidencyPlan plan = maker.Plan(room);
                int[] newest = new int[7];
                int[] inDram = new int[7];
                int?[] onChip = new int?[7];
                for (int i = 0; i < steps.Length; i++)
                {
                    Move(plan.Operations[i].Before, inDram, onChip);
                    foreach (int id in steps[i].Item1.Distinct())
                        Assert.Equal(newest[id], plan.Operations[i].OnChip.Contains(id) ? onChip[id] : inDram[id]);
                    foreach (int id in steps[i].Item2.Distinct())
                    {
                        newest[id]++;
                        if (plan.Operations[i].OnChip.Contains(id))
                            onChip[id] = newest[id];
                        else
                            inDram[id] = newest[id];
                    }
                }

                Move(plan.Final, inDram, onChip);
                foreach (int id in kept)
                    Assert.Equal(newest[id], inDram[id]);
            },
            cases: 3000);

    /// <summary>Plans that are given up early do not change which is chosen: the one of the largest of the best capacities.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void The_chosen_plan_is_that_of_the_largest_of_the_best_capacities() =>
        Gen.Select(
            Gen.Select(Gen.Int[0, 6].Array[0, 3], Gen.Int[0, 6].Array[0, 2], Gen.Bool).Array[1, 25],
            Gen.Int[0, 16],
            Gen.Int[0, 6].HashSet[0, 4],
            Gen.Int[0, 2])
        .ForAll(
            (steps, room, kept, growth) =>
            {
                var maker = new PlanMaker(7, 1, growth) { InDram = [.. Enumerable.Range(0, 7)], Kept = [.. kept] };
                foreach ((int[] reads, int[] writes, bool forward) in steps)
                    maker.Add(forward ? Pass.Forward : Pass.Update, [.. reads.Distinct()], [.. writes.Distinct()]);
                ResidencyPlan best = Enumerable.Range(0, room + 1).Select(maker.Plan).Reverse().MinBy(plan => plan.DramLines)!;
                ResidencyPlan chosen = maker.Choose(room);
                Assert.Equal(best.DramLines, chosen.DramLines);
                Assert.Equal(maker.Changes(best), maker.Changes(chosen));
                Assert.Equal(PlanMaker.Transfers(best), PlanMaker.Transfers(chosen));
            },
            cases: 1000);

    private static ResidencyPlan PlanWithAll(ResidencyQuestion question) => AtomicResidency.Combine(
        question.Program, [.. TensorRoles.All.Select(role => ScratchpadPlanner.WithAll(question, role))]);

    private static void Move(IEnumerable<TensorTransfer> transfers, int[] inDram, int?[] onChip)
    {
        foreach (TensorTransfer transfer in transfers)
        {
            if (transfer.Kind == TransferKind.Load)
                onChip[transfer.Tensor.Id] = inDram[transfer.Tensor.Id];
            else
                inDram[transfer.Tensor.Id] = onChip[transfer.Tensor.Id]!.Value;
        }
    }

    private sealed class PlanMaker(int tensors, int lines, int growth = 0)
    {
        private static readonly MachineSpec Spec = TestMachines.Paper;
        private readonly List<StepOperation> _operations = [];
        private readonly Network _network = TestMachines.Convolution(new FeatureMap(1, 1, 1), 2, 1, 1, 0);

        internal TensorSpec[] Tensors { get; } = [.. Enumerable.Range(0, tensors)
            .Select(id => new TensorSpec(id, $"{id}", TensorRole.Activation, 0, 1, (lines + id * growth) * 16))];

        internal int[] InDram { get; init; } = [];

        internal int[] Kept { get; init; } = [];

        internal void Add(Pass pass, int[] reads, int[] writes) => _operations.Add(new VectorOperation(
            $"first {_operations.Count}", _network.Layers[0], pass,
            [.. reads.Select(id => new VectorStream(Tensors[id]))], [.. writes.Select(id => new VectorStream(Tensors[id]))]));

        internal ResidencyPlan Plan(int scratchpadLines) =>
            PlanWithAll(TestMachines.Question(Program, scratchpadLines * 64, Spec));

        internal ResidencyPlan Choose(int scratchpadLines) =>
            new AtomicResidency().Plan(TestMachines.Question(Program, scratchpadLines * 64, Spec));

        private StepProgram Program => new(_network, 1, [.. Tensors], [.. _operations], [.. InDram], [.. Kept]);

        internal string[] Changes(ResidencyPlan plan) => [.. Enumerable.Range(0, _operations.Count + 1).Select(i => string.Join(
            ' ', plan.Changes.Where(change => change.Operation == i)
                .Select(change => $"{(change.Enters ? '+' : '-')}{change.Tensor.Name}")))];

        internal static string[] Transfers(ResidencyPlan plan) => [.. plan.Operations.Select(operation => string.Join(
            ", ", operation.Before.Select(transfer => $"{transfer.Kind} {transfer.Tensor.Name}")))];
    }
}
