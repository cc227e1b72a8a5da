namespace CycleSim.Kernel;

/// <summary>Wraps a delegate as a listener.</summary>
internal sealed class CallbackListener(Action<Event> callback) : IEventListener
{
    public void OnProcessed(Event source) => callback(source);
}
