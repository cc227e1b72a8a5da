namespace CycleSim.Accelerator.Steps;

/// <summary>What a GEMM uses a tensor as.</summary>
internal enum GemmUse
{
    /// <summary>Operand whose lanes are rows of the array.</summary>
    Rows,

    /// <summary>Operand whose lanes are columns of the array.</summary>
    Columns,

    /// <summary>Read word for word beside the outputs.</summary>
    BesideOutputs,

    /// <summary>Outputs.</summary>
    Outputs,

    /// <summary>Bias or row sums.</summary>
    Vector,
}
