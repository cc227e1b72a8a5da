namespace CycleSim.Accelerator.Steps;

/// <summary>Loads and stores so far: they fill and empty halves in turn.</summary>
/// <param name="A">Number of the load of operand A.</param>
/// <param name="B">Number of the load of operand B.</param>
/// <param name="C">Number of the load of what is read beside the outputs.</param>
/// <param name="Output">Number of the store of the outputs.</param>
internal readonly record struct HalfNumbers(long A, long B, long C, long Output);
