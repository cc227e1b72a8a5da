namespace CycleSim.Kernel.Samples;

/// <summary>
/// People queue for tickets of three films; when a film is sold out, those who wait for it leave. Shows an event that many processes wait
/// for beside their own requests. One minute of the model is 1000 ps.
/// </summary>
internal sealed class Movie
{
    private const int Tickets = 50;
    private const long MinutePs = 1000;
    private const long ShowMinutes = 120;

    private readonly Simulation _simulation;
    private readonly Resource _counter;
    private readonly Film[] _films;
    private readonly WeightedChoice<Film> _choice;

    private Movie(Simulation simulation)
    {
        _simulation = simulation;
        _counter = new Resource(simulation, 1, "counter");
        _films = [Create("Metropolis"), Create("Modern Times"), Create("Vertigo")];
        _choice = new WeightedChoice<Film>((_films[0], 1), (_films[1], 1), (_films[2], 2));
        simulation.Start(Arrive(), "arrivals");

        Film Create(string title) => new(title, simulation.Event($"'{title}' sold out"));
    }

    public static void Run(TextWriter output)
    {
        using Simulation simulation = new(seed: 42);
        Movie movie = new(simulation);
        simulation.Run(ShowMinutes * MinutePs);
        foreach (Film film in movie._films)
        {
            output.WriteLine(film.SoldOut.IsTriggered
                ? $"{film.Title} was sold out after {film.SoldOutMinutes:F1} minutes; {film.Left} left the queue then"
                : $"{film.Title} had {film.Free} free seats");
        }
    }

    private IEnumerable<Wait> Arrive()
    {
        RandomStream arrivals = _simulation.Random("arrivals");
        RandomStream choices = _simulation.Random("choices");
        Distribution between = Distribution.Exponential(0.3 * MinutePs);
        while (true)
        {
            yield return Wait.For(between.NextPs(arrivals));
            Film film = _choice.Next(choices);
            long seats = choices.Integer(1, 6);
            if (!film.SoldOut.IsTriggered)
                _simulation.Start(Visit(film, (int)seats), "visitor");
        }
    }

    private IEnumerable<Wait> Visit(Film film, int seats)
    {
        using Request request = _counter.Request();
        yield return request | film.SoldOut;
        if (!request.IsGranted || film.SoldOut.IsTriggered)
        {
            film.Left++;
            yield break;
        }

        if (seats <= film.Free)
        {
            film.Free -= seats;
            if (film.Free < 2)
            {
                film.SoldOutMinutes = (double)_simulation.NowPs / MinutePs;
                film.SoldOut.Succeed();
            }
        }

        yield return Wait.For(MinutePs);
    }

    private sealed class Film(string title, Event soldOut)
    {
        public string Title => title;

        public Event SoldOut => soldOut;

        public int Free { get; set; } = Tickets;

        public int Left { get; set; }

        public double SoldOutMinutes { get; set; }
    }
}
