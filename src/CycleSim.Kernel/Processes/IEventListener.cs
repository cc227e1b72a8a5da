namespace CycleSim.Kernel;

/// <summary>Somebody who waits for an event: a process, a condition or a callback.</summary>
internal interface IEventListener
{
    /// <summary>The event was processed, successfully or not.</summary>
    public void OnProcessed(Event source);
}
