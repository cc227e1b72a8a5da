namespace CycleSim.Workloads.Tests.GraphLowering;

/// <summary>What a stream of an operation is.</summary>
internal enum VectorTermKind
{
    /// <summary>An input of the operator; written: an output.</summary>
    Value,

    /// <summary>The output of the operator, read.</summary>
    Output,

    /// <summary>The error of the output, or of a part of it; written: that of an input.</summary>
    Error,

    /// <summary>A parameter; written: its gradient.</summary>
    Parameter,

    /// <summary>The gradient of a parameter, read.</summary>
    ParameterGradient,

    /// <summary>Something between, whose numbers do not matter: statistics, sums, angles, labels.</summary>
    Between,
}
