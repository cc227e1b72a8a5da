namespace CycleSim.Kernel;

/// <summary>
/// A process continued after a failed event or an interrupt without asking for the fault;
/// <see cref="Exception.InnerException"/> is that fault.
/// </summary>
public sealed class UnhandledFaultException : Exception
{
    /// <summary>Creates an exception without details.</summary>
    public UnhandledFaultException()
    {
    }

    /// <summary>Creates an exception with a message.</summary>
    /// <param name="message">The message.</param>
    public UnhandledFaultException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception for a process.</summary>
    /// <param name="processName">Name of the process.</param>
    /// <param name="fault">The fault that it did not handle.</param>
    public UnhandledFaultException(string processName, Exception? fault)
        : base($"Process '{processName}' did not handle the fault that ended its wait ({fault?.Message})", fault)
    {
    }
}
