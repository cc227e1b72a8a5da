using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Configuration;
using CycleSim.Traces.Format;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Cli.Commands;

/// <summary>What `cyclesim simulate` runs.</summary>
/// <param name="Program">The training step.</param>
/// <param name="Machine">The accelerator.</param>
/// <param name="Memory">Technology of its scratchpads.</param>
/// <param name="CapacityBytes">Capacity of all scratchpads together, in bytes.</param>
/// <param name="Seed">The seed that results say.</param>
internal sealed record SimulatedStep(StepProgram Program, MachineSpec Machine, MemoryTechnology Memory, long CapacityBytes, ulong Seed)
{
    /// <summary>A simulator of the step.</summary>
    internal TrainingStepSimulator Simulator() => new(Program, Machine, Memory, CapacityBytes);

    /// <summary>What a trace of the step says of it.</summary>
    internal Header TraceHeader() => new()
    {
        ToolVersion = ToolVersion.Text,
        Network = Program.Network.Name,
        Batch = (uint)Program.Batch,
        Machine = Machine.Name,
        Memory = Memory.Name,
        CapacityBytes = (ulong)CapacityBytes,
        Seed = Seed,
    };
}
