namespace CycleSim.Kernel;

/// <summary>
/// Ends a run: a process or an event failed and nobody waited for it. The message names it and the simulated
/// time; <see cref="Exception.InnerException"/> is the cause.
/// </summary>
public sealed class SimulationException : Exception
{
    /// <summary>Creates an exception without details.</summary>
    public SimulationException()
    {
    }

    /// <summary>Creates an exception with a message.</summary>
    /// <param name="message">What failed and when.</param>
    public SimulationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message and a cause.</summary>
    /// <param name="message">What failed and when.</param>
    /// <param name="innerException">Why it failed.</param>
    public SimulationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// What it began with: the exception of the process that failed first, where others waited for it one after the other.
    /// </summary>
    public Exception? Cause
    {
        get
        {
            Exception? cause = InnerException;
            while (cause is UnhandledFaultException { InnerException: { } fault })
                cause = fault;
            return cause;
        }
    }

    /// <summary>Simulated time of the failure in ps.</summary>
    public long TimePs { get; init; }

    /// <summary>Name of the process that failed, or null if an event failed that belongs to no process.</summary>
    public string? ProcessName { get; init; }
}
