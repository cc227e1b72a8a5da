namespace CycleSim.Accelerator.Machine;

/// <summary>Number format of the products, and of tensors without a format of their own; it decides the bytes of a word.</summary>
public enum DataType
{
    /// <summary>IEEE 754 binary32: 4 bytes.</summary>
    Fp32,

    /// <summary>IEEE 754 binary16: 2 bytes.</summary>
    Fp16,

    /// <summary>bfloat16: 2 bytes.</summary>
    Bf16,

    /// <summary>8-bit integer: 1 byte.</summary>
    Int8,
}
