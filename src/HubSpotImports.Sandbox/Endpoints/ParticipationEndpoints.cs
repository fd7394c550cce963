using System.Buffers;
using System.Text.Json;
using HubSpotImports.Sandbox.Api;
using HubSpotImports.Sandbox.Store;

namespace HubSpotImports.Sandbox.Endpoints;

/// <summary>The participants of marketing events that imports brought, as JSON lines. HubSpot shows them in another way.</summary>
internal sealed class ParticipationEndpoints(Database database)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/sandbox/participations", ReadAsync);

    private async Task ReadAsync(HttpContext context)
    {
        var eventId = Query.Cursor(context.Request, "event");
        List<Participation> found;
        using (var turn = await database.EnterAsync(context.RequestAborted))
        {
            found = turn.Query(
                """
                SELECT event_id, contact_id, kind, occurred FROM participations WHERE $1 IS NULL OR event_id = $1
                ORDER BY event_id, contact_id, occurred
                """,
                reader => new Participation(
                    reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)).UtcDateTime),
                eventId);
        }

        context.Response.ContentType = "application/x-ndjson";
        foreach (var participation in found)
        {
            context.Response.BodyWriter.Write(JsonSerializer.SerializeToUtf8Bytes(participation, SandboxJson.Default.Participation));
            context.Response.BodyWriter.Write("\n"u8);
        }
    }
}

/// <summary>What a contact did at a marketing event.</summary>
internal sealed record Participation(long EventId, long ContactId, string Kind, DateTime OccurredAt);
