using System.Globalization;
using HubSpotImports.Pipeline;

namespace HubSpotImports.Tests.Pipeline;

public sealed class CmdletPumpTests
{
    [Fact]
    public void Output_comes_in_the_order_it_was_written()
    {
        var sink = new RecordingSink().Run(async (pipe, _) =>
        {
            pipe.WriteVerbose("one");
            pipe.WriteObject(2);
            await Task.Yield();
            pipe.WriteWarning("three");
            pipe.WriteError(HsError.FileNotFound("five"));
            pipe.WriteObject(6);
        });

        Assert.Collection(
            sink.All,
            said => Assert.Equal(new RecordingSink.Told("one"), said),
            said => Assert.Equal(new RecordingSink.Written(2), said),
            said => Assert.Equal(new RecordingSink.Warned("three"), said),
            said => Assert.Equal("five", Assert.IsType<HsException>(said).Target),
            said => Assert.Equal(new RecordingSink.Written(6), said));
    }

    [Fact]
    public void All_output_and_questions_reach_the_sink_on_the_calling_thread()
    {
        var workers = new HashSet<int>();
        var sink = new RecordingSink().Run(async (pipe, stop) =>
        {
            for (var i = 0; i < 50; i++)
            {
                await Task.Run(() => pipe.WriteObject(i), stop);
                await pipe.ShouldProcessAsync("target", "action");
                lock (workers) workers.Add(Environment.CurrentManagedThreadId);
            }
        });

        Assert.Equal([Environment.CurrentManagedThreadId], sink.Threads);
        Assert.DoesNotContain(Environment.CurrentManagedThreadId, workers);
        Assert.Equal(Enumerable.Range(0, 50).Cast<object>(), sink.Objects);
    }

    [Fact]
    public void What_an_operation_says_reads_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            var sink = new RecordingSink().Run(async (pipe, _) =>
            {
                await Task.Yield();
                pipe.WriteWarning($"{1_048_576:N0} rows");
                pipe.WriteObject(await pipe.InvokeAsync(() => CultureInfo.CurrentCulture.Name));
            });

            Assert.Equal(["1,048,576 rows"], sink.Warnings);
            Assert.Equal(["de-DE"], sink.Objects); // A script of the user's keeps the user's.
            Assert.Equal("de-DE", CultureInfo.CurrentCulture.Name);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void What_is_invoked_runs_on_the_calling_thread_and_what_it_throws_is_the_operations()
    {
        var (thread, caught) = (0, "");
        var sink = new RecordingSink().Run(async (pipe, _) =>
        {
            thread = await pipe.InvokeAsync(() => Environment.CurrentManagedThreadId);
            try
            {
                await pipe.InvokeAsync<int>(() => throw new InvalidDataException("of the script"));
            }
            catch (InvalidDataException fault)
            {
                caught = fault.Message;
            }

            pipe.WriteObject("after");
        });

        Assert.Equal((Environment.CurrentManagedThreadId, "of the script"), (thread, caught));
        Assert.Equal(["after"], sink.Objects);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ShouldProcess_asks_the_sink_and_brings_its_answer_back(bool answer)
    {
        bool? brought = null;
        var sink = new RecordingSink { Answer = (target, action) => answer && target == "file" && action == "send" }.Run(async (pipe, _) =>
        {
            pipe.WriteVerbose("before");
            brought = await pipe.ShouldProcessAsync("file", "send");
            pipe.WriteVerbose("after");
        });

        Assert.Equal(answer, brought);
        Assert.Equal([new RecordingSink.Told("before"), new RecordingSink.Asked("file", "send"), new RecordingSink.Told("after")], sink.All);
    }

    [Fact]
    public void A_worker_that_throws_after_output_gives_its_output_then_its_own_exception()
    {
        var sink = new RecordingSink();
        var thrown = HsError.FileEmpty("x.csv");

        var caught = Assert.Throws<HsException>(() => sink.Run(async (pipe, _) =>
        {
            pipe.WriteObject("first");
            await Task.Yield();
            throw thrown;
        }));

        Assert.Same(thrown, caught);
        Assert.Equal(["first"], sink.Objects);
    }

    [Fact]
    public void A_worker_that_throws_before_it_is_asynchronous_is_reported_too()
    {
        var caught = Assert.Throws<InvalidOperationException>(() => new RecordingSink().Run((_, _) => throw new InvalidOperationException("at once")));

        Assert.Equal("at once", caught.Message);
    }

    [Fact]
    public async Task A_stop_ends_a_long_wait()
    {
        using var stop = new CancellationTokenSource();
        var ended = false;
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pump = Task.Run(() => new RecordingSink().Run(
            async (_, token) =>
            {
                try
                {
                    waiting.SetResult();
                    await Task.Delay(Timeout.InfiniteTimeSpan, token);
                }
                finally
                {
                    ended = true;
                }
            },
            stop.Token));
        await waiting.Task;

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pump);
        Assert.True(ended);
    }

    [Fact]
    public void When_the_sink_throws_the_worker_is_cancelled_and_awaited_and_the_sinks_exception_comes_out()
    {
        var enough = new InvalidDataException("downstream has enough");
        var (cancelled, ended) = (false, false);
        var sink = new RecordingSink { OnObject = _ => throw enough };

        var caught = Assert.Throws<InvalidDataException>(() => sink.Run(async (pipe, stop) =>
        {
            pipe.WriteObject("only one");
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, stop);
            }
            catch (OperationCanceledException)
            {
                cancelled = true;
                await Task.Delay(50, CancellationToken.None);
                ended = true;
                throw;
            }
        }));

        Assert.Same(enough, caught);
        Assert.True(cancelled);
        Assert.True(ended, "The pump came back before the worker had ended.");
        Assert.Single(sink.Objects);
    }

    [Fact]
    public void When_ShouldProcess_throws_the_worker_does_not_wait_for_an_answer()
    {
        var refused = new InvalidDataException("the user stopped at the question");
        var sink = new RecordingSink { Answer = (_, _) => throw refused };
        var goneOn = false;

        var caught = Assert.Throws<InvalidDataException>(() => sink.Run(async (pipe, _) =>
        {
            await pipe.ShouldProcessAsync("target", "action");
            goneOn = true;
        }));

        Assert.Same(refused, caught);
        Assert.False(goneOn);
    }

    [Fact]
    public void Ten_thousand_objects_pass_the_short_queue_complete_and_in_order()
    {
        var sink = new RecordingSink().Run((pipe, _) =>
        {
            for (var i = 0; i < 10_000; i++) pipe.WriteObject(i);
            return Task.CompletedTask;
        });

        Assert.Equal(Enumerable.Range(0, 10_000).Cast<object>(), sink.Objects);
    }

    [Fact]
    public void A_slow_sink_slows_the_worker_down()
    {
        var written = 0;
        var most = 0;
        var seen = 0;
        var sink = new RecordingSink
        {
            OnObject = _ =>
            {
                seen++;
                if (seen == 1) SpinWait.SpinUntil(() => Volatile.Read(ref written) > 60);
                most = Math.Max(most, Volatile.Read(ref written) - seen);
            },
        };

        sink.Run((pipe, _) =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                pipe.WriteObject(i);
                Interlocked.Increment(ref written);
            }

            return Task.CompletedTask;
        });

        Assert.InRange(most, 1, 100);
    }

    [Fact]
    public void A_worker_that_waits_at_the_full_queue_is_released_when_the_sink_throws()
    {
        var sink = new RecordingSink
        {
            OnObject = value =>
            {
                if (value is 3) throw new InvalidDataException("enough");
            },
        };

        Assert.Throws<InvalidDataException>(() => sink.Run((pipe, _) =>
        {
            for (var i = 0; ; i++) pipe.WriteObject(i);
        }));

        Assert.Equal([0, 1, 2, 3], sink.Objects);
    }

    [Fact]
    public void A_stop_with_a_full_queue_ends_the_worker()
    {
        using var stop = new CancellationTokenSource();
        var sink = new RecordingSink
        {
            OnObject = value =>
            {
                if (value is 5) stop.Cancel();
            },
        };

        Assert.ThrowsAny<OperationCanceledException>(() => sink.Run(
            (pipe, _) =>
            {
                for (var i = 0; ; i++) pipe.WriteObject(i);
            },
            stop.Token));

        Assert.Equal(Enumerable.Range(0, sink.Objects.Count).Cast<object>(), sink.Objects);
    }
}
