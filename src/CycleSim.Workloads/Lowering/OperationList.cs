using CycleSim.Platform;

namespace CycleSim.Workloads.Lowering;

/// <summary>
/// The operations of a step while it is made. All their addresses of words together are limited, as those of an operand are.
/// </summary>
internal sealed class OperationList
{
    private readonly List<StepOperation> _all = [];
    private double _addresses;

    /// <summary>The operations in order.</summary>
    internal List<StepOperation> All => _all;

    /// <summary>Adds an operation.</summary>
    /// <exception cref="InputException">With it the step has too many addresses.</exception>
    internal void Add(StepOperation operation)
    {
        _addresses += operation switch
        {
            GemmOperation gemm => Of(gemm.Rows) + Of(gemm.Columns) + gemm.Output.WordBase.Length,
            VectorOperation vector => vector.Inputs.Concat(vector.Outputs).Sum(stream => (double)(stream.Runs?.Length ?? 0)),
            _ => 0,
        };
        if (_addresses > AddressLimit.MaxOfStep)
        {
            throw new InputException(
                $"operation \"{operation.Name}\": with it the operands of the step have more than {AddressLimit.MaxOfStep} addresses of "
                + "words; take smaller images or windows, or fewer layers");
        }

        _all.Add(operation);
    }

    private static double Of(OperandView operand) =>
        operand.Locations.Sum(runs => (double)runs.Length) + (double)operand.Locations.Length * AddressLimit.PerLocation;
}
