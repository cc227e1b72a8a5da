namespace CycleSim.Accelerator.Components;

/// <summary>What ends a wait.</summary>
public enum WaitCause
{
    /// <summary>A load of operand A.</summary>
    LoadA,

    /// <summary>A load of operand B.</summary>
    LoadB,

    /// <summary>A load of what is read beside the outputs.</summary>
    LoadC,

    /// <summary>A store, which frees an output buffer or ends the step.</summary>
    Store,

    /// <summary>A computation, which frees operand buffers or completes outputs.</summary>
    Computation,
}
