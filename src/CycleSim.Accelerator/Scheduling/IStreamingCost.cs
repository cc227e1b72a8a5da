using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>DRAM lines that operations move for tensors that they stream.</summary>
internal interface IStreamingCost
{
    /// <summary>Lines of one operation for one of its tensors.</summary>
    /// <param name="operation">Index of the operation.</param>
    /// <param name="tensor">The tensor.</param>
    public long Lines(int operation, TensorSpec tensor);
}
