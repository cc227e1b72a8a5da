namespace CycleSim.Terminal;

/// <summary>What a signal asks to stop.</summary>
internal interface IInterruptible
{
    /// <summary>Asks to stop.</summary>
    /// <param name="isRequest">
    /// Whether another program passes on what it was told, and what may have come here by itself; such a request counts once, and does not
    /// make the user's first Ctrl-C the second.
    /// </param>
    /// <returns>Whether that is all there is to do; otherwise the process ends at once.</returns>
    public bool TryCancel(bool isRequest);
}
