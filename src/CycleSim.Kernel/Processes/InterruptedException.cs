namespace CycleSim.Kernel;

/// <summary>The fault that a process finds after <see cref="Process.Interrupt"/>.</summary>
public sealed class InterruptedException : Exception
{
    /// <summary>Creates an interrupt without a cause.</summary>
    public InterruptedException()
        : this((object?)null)
    {
    }

    /// <summary>Creates an interrupt with a text as its cause.</summary>
    /// <param name="message">The cause.</param>
    public InterruptedException(string message)
        : this((object?)message)
    {
    }

    /// <summary>Creates an interrupt with a text as its cause and an exception behind it.</summary>
    /// <param name="message">The cause.</param>
    /// <param name="innerException">The exception behind it.</param>
    public InterruptedException(string message, Exception? innerException)
        : base(message, innerException) => Cause = message;

    /// <summary>Creates an interrupt with any cause.</summary>
    /// <param name="cause">What was given to <see cref="Process.Interrupt"/>.</param>
    public InterruptedException(object? cause)
        : base(cause is null ? "The process was interrupted." : $"The process was interrupted: {cause}") => Cause = cause;

    /// <summary>What was given to <see cref="Process.Interrupt"/>.</summary>
    public object? Cause { get; }
}
