using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>The operations of a step between which a tensor's content is needed, by index and inclusive.</summary>
/// <param name="First">
/// First operation that uses it, 0 if the content is there before the step; <see cref="int.MaxValue"/> if unused.
/// </param>
/// <param name="Last">Last operation that uses it, <see cref="int.MaxValue"/> if it is needed after the step; -1 if unused.</param>
internal readonly record struct TensorLifetime(int First, int Last)
{
    private static TensorLifetime Unused => new(int.MaxValue, -1);

    /// <summary>Whether any operation uses the tensor.</summary>
    internal bool IsUsed => Last >= 0;

    /// <summary>The lifetimes of all tensors of a step, by id.</summary>
    internal static TensorLifetime[] Of(StepProgram program)
    {
        var lifetimes = new TensorLifetime[program.Tensors.Length];
        Array.Fill(lifetimes, Unused);
        for (int i = 0; i < program.Operations.Length; i++)
        {
            foreach (TensorSpec tensor in program.Operations[i].Reads.Concat(program.Operations[i].Writes))
                lifetimes[tensor.Id] = new TensorLifetime(Math.Min(lifetimes[tensor.Id].First, i), i);
        }

        foreach (TensorSpec tensor in program.Tensors.Where(tensor => lifetimes[tensor.Id].IsUsed))
        {
            if (program.InDramBefore.Contains(tensor.Id))
                lifetimes[tensor.Id] = lifetimes[tensor.Id] with { First = 0 };
            if (program.NeededAfter.Contains(tensor.Id))
                lifetimes[tensor.Id] = lifetimes[tensor.Id] with { Last = int.MaxValue };
        }

        return lifetimes;
    }
}
