namespace CycleSim.Workloads.Onnx;

/// <summary>What the elements of a tensor are, without their width.</summary>
internal enum OnnxElementType
{
    /// <summary>Floating point of any width.</summary>
    Float,

    /// <summary>Integers of any width, signed or not.</summary>
    Integer,

    /// <summary>True or false; 1 or 0 where contents are known.</summary>
    Bool,

    /// <summary>Strings, complex numbers.</summary>
    Other,
}
