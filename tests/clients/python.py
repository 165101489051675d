"""The public API's own client for Python, as it is on PyPI, against the server: pointed at it by its gateway setting
alone. Addresses and clients come in CALLBACK_BASE, CALLBACK_CLIENTS (JSON of name -> {id, secret})."""

import datetime
import json
import os
import unittest
import urllib.parse

import PureCloudPlatformClientV2 as platform
from PureCloudPlatformClientV2.rest import ApiException

BASE = urllib.parse.urlparse(os.environ["CALLBACK_BASE"])
CLIENTS = json.loads(os.environ["CALLBACK_CLIENTS"])


def sign_in(name):
    client = platform.api_client.ApiClient()
    client.set_gateway(BASE.hostname, "http", BASE.port, "login", "")
    return client.get_client_credentials_token(CLIENTS[name]["id"], CLIENTS[name]["secret"])


def in_minutes(minutes):
    now = datetime.datetime.now(datetime.timezone.utc)
    return now + datetime.timedelta(minutes=minutes)


class Callbacks(unittest.TestCase):
    def setUp(self):
        client = sign_in("Kim Ito")
        self.conversations = platform.ConversationsApi(client)
        self.routing = platform.RoutingApi(client)
        self.users = platform.UsersApi(client)
        self.utilities = platform.UtilitiesApi(client)
        self.me = self.users.get_users_me(expand=["routingStatus"])

    def queue(self, name):
        found = self.routing.get_routing_queues(name=name)
        return found.entities[0]

    def command(self, minutes):
        body = platform.CreateCallbackCommand()
        body.queue_id = self.queue("Sales").id
        body.callback_numbers = ["+13172223333"]
        body.callback_user_name = "Ada Lovelace"
        body.callback_scheduled_time = in_minutes(minutes)
        body.data = {"notes": "Call about the order"}
        return body

    def made(self, minutes=60):
        return self.conversations.post_conversations_callbacks(self.command(minutes)).conversation.id

    def refused(self, status, code, call, *arguments):
        with self.assertRaises(ApiException) as raised:
            call(*arguments)
        body = json.loads(raised.exception.body)
        self.assertEqual((raised.exception.status, body["code"]), (status, code), body)
        return body

    def test_queues_and_zones_are_found(self):
        self.assertEqual(self.me.routing_status.status, "OFF_QUEUE")
        queues = self.routing.get_routing_queues(page_size=2)
        self.assertEqual((len(queues.entities), queues.total), (2, 3))
        ids = [queue.id for queue in queues.entities]
        found = self.routing.get_routing_queues(id=ids)
        self.assertEqual([queue.id for queue in found.entities], ids)
        zones = self.utilities.get_timezones(page_size=500)
        self.assertIn("Europe/Berlin", [zone.id for zone in zones.entities])
        self.assertIsInstance(self.utilities.get_date().current_date, datetime.datetime)

    def test_a_callback_is_scheduled_read_changed_and_cancelled(self):
        id = self.made()
        customer = self.conversations.get_conversations_callback(id).participants[0]
        self.assertEqual(customer.callback_user_name, "Ada Lovelace")
        self.assertIsNone(customer.state)
        patch = platform.PatchCallbackRequest()
        patch.conversation_id = id
        patch.agent_id = self.me.id
        patch.callback_scheduled_time = in_minutes(180)
        self.assertEqual(self.conversations.patch_conversations_callbacks(patch).conversation.id, id)
        after = self.conversations.get_conversations_callback(id).participants[0]
        moved = after.callback_scheduled_time - patch.callback_scheduled_time
        self.assertLess(abs(moved), datetime.timedelta(milliseconds=1))
        body = platform.Conversation()
        body.state = "disconnected"
        ended = self.conversations.patch_conversations_callback(id, body)
        self.assertEqual(ended.id, id)
        self.assertEqual(self.conversations.get_conversations_callbacks().entities, [])

    def test_a_callback_is_scheduled_during_a_call(self):
        body = platform.CreateCallbackOnConversationCommand()
        for name in ["queue_id", "callback_numbers", "callback_scheduled_time", "callback_user_name", "data"]:
            setattr(body, name, getattr(self.command(60), name))
        call = "call-of-python-" + in_minutes(0).isoformat().replace(":", "-").replace("+", "-")
        post = self.conversations.post_conversation_participant_callbacks
        post(call, "customer", body=body)
        with self.assertRaises(ApiException) as raised:
            post(call, "customer", body=body)
        self.assertEqual(raised.exception.status, 409)
        # This client sends the literal `null` where there is no body.
        with self.assertRaises(ApiException) as raised:
            post(call + "-other", "customer")
        self.assertEqual(json.loads(raised.exception.body)["code"], "callback.error.missing.queue.id")

    def test_many_are_changed_and_cancelled_at_once(self):
        ids = [self.made(60), self.made(61)]
        requests = []
        for id in [ids[0], "nobody", ids[1]]:
            request = platform.PatchCallbackRequest()
            request.conversation_id = id
            request.agent_id = self.me.id
            request.callback_scheduled_time = in_minutes(200)
            requests.append(request)
        body = platform.BulkCallbackPatchRequest()
        body.patch_callback_requests = requests
        answer = self.conversations.post_conversations_callbacks_bulk_update(body)
        self.assertEqual((answer.error_count, answer.error_indexes), (1, [1]))
        gone = platform.BulkCallbackDisconnectRequest()
        gone.callback_disconnect_identifiers = []
        for id in ids:
            identifier = platform.CallbackDisconnectIdentifier()
            identifier.conversation_id = id
            gone.callback_disconnect_identifiers.append(identifier)
        self.conversations.post_conversations_callbacks_bulk_disconnect(gone)
        for id in ids:
            ended = self.conversations.get_conversations_callback(id)
            self.assertEqual(ended.participants[0].state, "disconnected")

    def test_errors_are_those_of_the_public_api(self):
        post = self.conversations.post_conversations_callbacks
        naive = self.command(60)
        naive.callback_scheduled_time = datetime.datetime(2026, 12, 1, 15, 0)
        body = self.refused(400, "invalid.date", post, naive)
        self.assertIn("offset", body["message"])
        empty = self.command(60)
        empty.callback_numbers = []
        self.refused(400, "callback.error.missing.callback.numbers", post, empty)
        past = self.command(-5)
        self.refused(400, "callback.error.scheduled.time.in.past", post, past)
        get = self.conversations.get_conversations_callback
        self.refused(404, "conversation.error.conversation.not.found", get, "nobody")


if __name__ == "__main__":
    unittest.main()
