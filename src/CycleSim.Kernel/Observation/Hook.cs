using System.Runtime.CompilerServices;

namespace CycleSim.Kernel;

/// <summary>Receives what a <see cref="Hook{T}"/> emits.</summary>
/// <typeparam name="T">What is observed.</typeparam>
/// <param name="observation">The observation; copy what is to be kept.</param>
public delegate void HookObserver<T>(in T observation)
    where T : struct;

/// <summary>
/// A point of observation that a component owns. Observers (traces, statistics, timelines) subscribe; the component does
/// not know who they are. Without observers an emission costs one predictable branch; none allocates.
/// </summary>
/// <typeparam name="T">What is observed: a readonly struct.</typeparam>
/// <remarks>
/// Where building the observation itself costs something, ask <see cref="IsObserved"/> first.
/// </remarks>
public sealed class Hook<T>
    where T : struct
{
    private HookObserver<T>? _observers;

    /// <summary>Whether anybody listens.</summary>
    public bool IsObserved => _observers is not null;

    /// <summary>Tells the observers, in the order in which they subscribed.</summary>
    /// <param name="observation">The observation.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Emit(in T observation) => _observers?.Invoke(in observation);

    /// <summary>Adds an observer.</summary>
    /// <param name="observer">The observer; it must not change the model.</param>
    /// <returns>Dispose it to stop observing.</returns>
    /// <exception cref="ArgumentNullException">The observer is null.</exception>
    public IDisposable Subscribe(HookObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        _observers += observer;
        return new Subscription(this, observer);
    }

    private sealed class Subscription(Hook<T> hook, HookObserver<T> observer) : IDisposable
    {
        private HookObserver<T>? _observer = observer;

        public void Dispose()
        {
            // Only once: the same delegate may be subscribed several times.
            hook._observers -= _observer;
            _observer = null;
        }
    }
}
