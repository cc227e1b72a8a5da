using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>One random machine with what it runs.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="ReadCycles">Read latency of the scratchpads.</param>
/// <param name="WriteCycles">Write latency.</param>
/// <param name="CapacityPercent">Size of each scratchpad in percent of all tensors of the largest role.</param>
/// <param name="Program">The training step.</param>
/// <param name="Network">What it is of, in words.</param>
internal sealed record OracleCase(
    MachineSpec Machine, int ReadCycles, int WriteCycles, int CapacityPercent, StepProgram Program, string Network)
{
    /// <summary>Steps of the array and lines of the vector unit, without stalls: how long the case takes, about.</summary>
    internal long Size => Program.Operations.OfType<GemmOperation>().Sum(
        gemm => gemm.Count * new OutputStationaryTiming(Machine.Array).Cycles(gemm.M, gemm.N, gemm.K));

    /// <summary>A simulator that runs it.</summary>
    internal TrainingStepSimulator Simulator(bool fastForward) => new(
        Program, Machine, OracleMemory.Technology(Ns(ReadCycles), Ns(WriteCycles)), Capacity)
    {
        FastForward = fastForward,
    };

    /// <summary>The cycle-stepped machine that runs it, with what says what is to be done.</summary>
    internal OracleMachine Oracle(TrainingStepSimulator simulator) =>
        new(Program, Machine, simulator.Plan, simulator.DramMap, simulator.Layouts, ReadCycles, WriteCycles);

    public override string ToString()
    {
        SystolicArraySpec array = Machine.Array;
        return $"""

            array {array.Rows}x{array.Columns} {array.Drain}{(array.TrimEdgeFolds ? " trimmed" : "")}, core clock {Machine.ClockPeriodPs} ps
            vector unit {Machine.VectorWords} words, {Machine.VectorUnit}
            {Machine.ProductFormat.Name}, stored as {Machine.Formats}, refetch {Machine.DramRefetch}
            scratchpads {Capacity} bytes ({CapacityPercent} %), {Machine.Scratchpad}, reads {ReadCycles}, writes {WriteCycles} cycles
            {Machine.Dram with { Energy = null! }}
            network {Network}
            """;
    }

    private long Capacity
    {
        get
        {
            var bytes = new long[TensorRoles.Count];
            foreach (TensorSpec tensor in Program.Tensors)
                bytes[(int)tensor.Role] += TestMachines.Layout(tensor, Machine).Bytes;
            return TensorRoles.Count * (bytes.Max() * CapacityPercent / 100);
        }
    }

    private double Ns(int cycles) => cycles * Machine.ClockPeriodPs / 1000.0;
}
