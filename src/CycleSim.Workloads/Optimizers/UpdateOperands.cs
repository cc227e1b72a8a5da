namespace CycleSim.Workloads.Optimizers;

/// <summary>What an update works on: spans of one length, element by element.</summary>
public readonly ref struct UpdateOperands
{
    /// <summary>Operands of an update.</summary>
    /// <param name="weights">The weights; of mixed precision, the master weights.</param>
    /// <param name="gradients">Gradients with respect to the weights.</param>
    /// <param name="state1">The first state; empty where the optimizer has none.</param>
    /// <param name="state2">The second state; empty where the optimizer has none.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public UpdateOperands(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> state1 = default, Span<float> state2 = default)
    {
        CheckLength(gradients.Length, weights.Length, nameof(gradients));
        if (!state1.IsEmpty)
            CheckLength(state1.Length, weights.Length, nameof(state1));
        if (!state2.IsEmpty)
            CheckLength(state2.Length, weights.Length, nameof(state2));
        Weights = weights;
        Gradients = gradients;
        State1 = state1;
        State2 = state2;
    }

    /// <summary>The weights, changed in place.</summary>
    public Span<float> Weights { get; }

    /// <summary>The gradients.</summary>
    public ReadOnlySpan<float> Gradients { get; }

    /// <summary>The first state, changed in place.</summary>
    public Span<float> State1 { get; }

    /// <summary>The second state, changed in place.</summary>
    public Span<float> State2 { get; }

    /// <summary>Checks, before an update changes anything, that it can run.</summary>
    /// <param name="optimizer">Whose update.</param>
    /// <param name="step">Number of the step.</param>
    /// <exception cref="ArgumentException">A state is missing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The step is less than 1.</exception>
    public void Check(IOptimizer optimizer, long step)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        int states = State1.Length < Weights.Length ? 0 : State2.Length < Weights.Length ? 1 : 2;
        if (states < optimizer.States.Length)
            throw new ArgumentException($"{optimizer.Name} needs the state {optimizer.States[states]}", nameof(optimizer));
    }

    private static void CheckLength(int length, int expected, string parameter)
    {
        if (length != expected)
            throw new ArgumentException($"{length} values for {expected} weights", parameter);
    }
}
