using System.Collections.Immutable;
using CsCheck;
using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Dataflow.Stationary;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Scheduling;
using CycleSim.Accelerator.Steps;
using CycleSim.Accelerator.Tests.Oracle;
using CycleSim.Kernel;
using CycleSim.Properties;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Stationary;

/// <summary>
/// Which line each port moves in which step, against a walk through all words: which word every processing element's lane needs, by the
/// definition of the dataflow.
/// </summary>
public class ArrayPortTests
{
    [Fact]
    [Trait("kind", "property")]
    public void Ports_move_the_lines_of_the_words_that_lanes_need_in_their_steps() =>
        (from c in OracleCases.All
         from dataflow in OracleCases.OneOf(DataflowKind.WeightStationary, DataflowKind.InputStationary)
         from load in OracleCases.OneOf("serial", "reload", "follow", "shadow_global", "shadow")
         from arrays in OracleCases.OneOf(1, 1, 2, 3)
         from sums in Gen.Int[0, 40]
         let plain = c.Machine with { Formats = RoleFormats.None } // lines of scales are counted by their own tests
         select (Case: c, Machine: MachineOf(plain, dataflow, load, arrays, sums))).ForAll(
            c => Check(c.Case.Program, c.Machine), cases: 150);

    internal static MachineSpec MachineOf(MachineSpec machine, DataflowKind dataflow, string load, int arrays, int sums)
    {
        SystolicArraySpec array = machine.Array with
        {
            Drain = machine.Array.Drain == DrainMode.Scalesim ? DrainMode.Physical : machine.Array.Drain,
            Dataflow = dataflow,
            TileLoad = load,
            Arrays = machine.Array.Columns % machine.MaxWordsPerLine == 0 ? arrays : 1,
            TrimEdgeFolds = machine.Array.TrimEdgeFolds && (dataflow == DataflowKind.OutputStationary || load == "serial"),
        };
        return machine with
        {
            Array = array,
            Accumulators = dataflow == DataflowKind.OutputStationary || sums == 0
                ? null
                : new AccumulatorSpec(4L * sums * array.FoldColumns, array.FoldColumns, 1, 2, 3, 0),
        };
    }

    private static void Check(StepProgram program, MachineSpec spec)
    {
        TensorLayout[] layouts = TestMachines.Layouts(program, spec);
        using var simulation = new Simulation();
        var machine = new StepMachine(simulation, spec, 1, 1, new MachineHooks());
        ImmutableHashSet<int> all = [.. program.Tensors.Select(tensor => tensor.Id)];
        var scratchpads = new WholeTensors(machine.Scratchpads, new OperationResidency([], all));
        foreach (GemmOperation gemm in program.Operations.OfType<GemmOperation>())
        {
            var plan = StationaryPlan.Of(gemm.Product(0), spec);
            LanePorts ports = new StationaryPorts(machine, plan, scratchpads, layouts).All;
            var words = new StationaryWords(plan, layouts);
            Compare(words.Reads(), ports.Reads);
            Compare(words.Writes(), ports.Writes);
        }
    }

    private static void Compare(IEnumerable<NeededLine> expected, IEnumerable<LanePort> ports)
    {
        var moved = new List<NeededLine>();
        foreach (LanePort port in ports)
        {
            long last = long.MinValue;
            while (port.Cursor.MoveNext())
            {
                Assert.True(port.Cursor.Step >= last, $"{port.Description} {port.Cursor.Step} after {last}");
                last = port.Cursor.Step;
                moved.Add(new NeededLine(port.Scratchpad.Role, last, port.Cursor.Line, port.Cursor.Slice));
            }
        }

        Assert.Equal(expected.Order(), moved.Order());
    }
}
